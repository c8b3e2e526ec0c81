using 'premium.bicep'

param name = 'workflows'
param deployerObjectId = readEnvironmentVariable('DEPLOYER_OBJECT_ID', '')
param useRealModel = false
param size = 'EP1'
param image = ''
param registryName = ''
param settings = {
  LLM_BASE_URL: 'https://api.openai.com/v1'
  LLM_MODEL: 'gpt-4.1-mini'
}
