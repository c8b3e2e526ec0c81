// Workflows on Flex Consumption: scales to zero, paid by use. Generated tests are never executed on this plan.

@description('What the names of all resources begin with: lower-case letters, digits and hyphens.')
@minLength(3)
@maxLength(12)
param name string

@description('Azure region.')
param location string = resourceGroup().location

@description('How the storage account is replicated: see docs/azure-recovery.md.')
param redundancy string = 'Standard_ZRS'

@description('Days that deleted or overwritten blobs can be brought back.')
param softDeleteDays int = 7

@description('Days after which the artifacts of a run are deleted; 0 keeps them.')
param artifactRetentionDays int = 0

@description('Days that logs are kept.')
param logRetentionDays int = 30

@description('Most gigabytes of logs a day; -1 for no limit.')
param logDailyQuotaGb int = -1

@description('Whether the real model is asked. Set the secret llm-api-key in the vault first.')
param useRealModel bool = false

@description('Further app settings, names with __ for each level, for example { LLM_MODEL: \'gpt-4.1-mini\' }.')
param settings object = {}

@description('Object id of the person or pipeline that deploys, for the rights to upload packages and to set the secret; empty for none.')
param deployerObjectId string = ''

@description('What the deployer is.')
@allowed([
  'User'
  'Group'
  'ServicePrincipal'
])
param deployerType string = 'User'

@description('Memory of an instance in MB.')
@allowed([
  2048
  4096
])
param instanceMemoryMB int = 2048

@description('Most instances of each group of functions that scale together.')
@minValue(1)
@maxValue(1000)
param maximumInstanceCount int = 40

@description('Instances for orchestrators and activities that are always there; 0 scales to zero.')
@minValue(0)
param alwaysReadyInstances int = 0

module foundation 'modules/foundation.bicep' = {
  name: 'foundation'
  params: {
    location: location
    name: name
    redundancy: redundancy
    softDeleteDays: softDeleteDays
    artifactRetentionDays: artifactRetentionDays
    logRetentionDays: logRetentionDays
    logDailyQuotaGb: logDailyQuotaGb
    useRealModel: useRealModel
    settings: settings
    deployerObjectId: deployerObjectId
    deployerType: deployerType
  }
}

module app 'modules/flexApp.bicep' = {
  name: 'app'
  params: {
    location: location
    appName: foundation.outputs.appName
    planName: foundation.outputs.planName
    identityId: foundation.outputs.identityId
    packageContainerUrl: '${foundation.outputs.blobEndpoint}${foundation.outputs.packageContainer}'
    settings: foundation.outputs.settings
    instanceMemoryMB: instanceMemoryMB
    maximumInstanceCount: maximumInstanceCount
    alwaysReadyInstances: alwaysReadyInstances
  }
}

output appName string = foundation.outputs.appName
output hostName string = app.outputs.hostName
output identityId string = foundation.outputs.identityId
output storageAccountName string = foundation.outputs.storageAccountName
output vaultName string = foundation.outputs.vaultName
