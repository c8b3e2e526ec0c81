// What both plans stand on: identity, storage, monitoring, vault, and the settings that do not depend on the plan.

@description('Azure region.')
param location string

@description('What names begin with.')
param name string

@description('How the storage account is replicated.')
param redundancy string

@description('Days that deleted or overwritten blobs can be brought back.')
param softDeleteDays int

@description('Days after which the artifacts of a run are deleted; 0 keeps them.')
param artifactRetentionDays int

@description('Days that logs are kept.')
param logRetentionDays int

@description('Most gigabytes of logs a day; -1 for no limit.')
param logDailyQuotaGb int

@description('Whether the real model is asked; its key is the secret llm-api-key of the vault.')
param useRealModel bool

@description('Further app settings, names with __ for each level.')
param settings object

@description('Object id of the person or pipeline that deploys; empty for none.')
param deployerObjectId string

@description('What the deployer is.')
param deployerType string

var suffix = uniqueString(resourceGroup().id, name)
var artifactContainer = 'workflows'
var packageContainer = 'deployments'

module identity 'identity.bicep' = {
  name: 'identity'
  params: {
    location: location
    identityName: 'id-${name}-${suffix}'
  }
}

module storage 'storage.bicep' = {
  name: 'storage'
  params: {
    location: location
    accountName: '${take(replace(name, '-', ''), 11)}${suffix}'
    redundancy: redundancy
    artifactContainer: artifactContainer
    packageContainer: packageContainer
    softDeleteDays: softDeleteDays
    artifactRetentionDays: artifactRetentionDays
    principalId: identity.outputs.principalId
    deployerObjectId: deployerObjectId
    deployerType: deployerType
  }
}

module monitoring 'monitoring.bicep' = {
  name: 'monitoring'
  params: {
    location: location
    workspaceName: 'log-${name}-${suffix}'
    componentName: 'appi-${name}-${suffix}'
    retentionDays: logRetentionDays
    dailyQuotaGb: logDailyQuotaGb
    principalId: identity.outputs.principalId
  }
}

module vault 'vault.bicep' = {
  name: 'vault'
  params: {
    location: location
    vaultName: 'kv-${suffix}'
    principalId: identity.outputs.principalId
    deployerObjectId: deployerObjectId
    deployerType: deployerType
  }
}

var hostSettings = {
  AzureWebJobsStorage__accountName: storage.outputs.name
  AzureWebJobsStorage__credential: 'managedidentity'
  AzureWebJobsStorage__clientId: identity.outputs.clientId
  AzureWebJobsDisableHomepage: 'true'
  APPLICATIONINSIGHTS_CONNECTION_STRING: monitoring.outputs.connectionString
  APPLICATIONINSIGHTS_AUTHENTICATION_STRING: 'ClientId=${identity.outputs.clientId};Authorization=AAD'
  Artifacts__Container: artifactContainer
}

// Without the secret the reference itself would be taken for the key, so it is only set where the secret is promised.
var modelSettings = useRealModel ? {
  USE_REAL_LLM: 'true'
  LLM_API_KEY: '@Microsoft.KeyVault(SecretUri=${vault.outputs.uri}secrets/llm-api-key/)'
} : {
  USE_REAL_LLM: 'false'
}

output appName string = 'func-${name}-${suffix}'
output planName string = 'plan-${name}-${suffix}'
output identityId string = identity.outputs.id
output identityClientId string = identity.outputs.clientId
output identityPrincipalId string = identity.outputs.principalId
output storageAccountName string = storage.outputs.name
output blobEndpoint string = storage.outputs.blobEndpoint
output packageContainer string = packageContainer
output vaultName string = vault.outputs.name
output settings object = union(hostSettings, modelSettings, settings)
