// Workflows on Elastic Premium: always warm, paid by the hour; the plan for an image in which generated tests may be executed.

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

@description('Size of an instance.')
param size string = 'EP1'

@description('Instances that are always there and paid for.')
param minimumInstances int = 1

@description('Most instances under load.')
param maximumInstances int = 4

@description('Name of the package in the container deployments.')
param packageName string = 'app.zip'

@description('Image to run instead of a package, for example registry.azurecr.io/workflows:1; empty for none.')
param image string = ''

@description('Registry in this resource group that the image is pulled from; empty when it needs no log-in.')
param registryName string = ''

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

module app 'modules/premiumApp.bicep' = {
  name: 'app'
  params: {
    location: location
    appName: foundation.outputs.appName
    planName: foundation.outputs.planName
    identityId: foundation.outputs.identityId
    identityClientId: foundation.outputs.identityClientId
    identityPrincipalId: foundation.outputs.identityPrincipalId
    packageUrl: '${foundation.outputs.blobEndpoint}${foundation.outputs.packageContainer}/${packageName}'
    image: image
    registryName: registryName
    settings: foundation.outputs.settings
    size: size
    minimumInstances: minimumInstances
    maximumInstances: maximumInstances
  }
}

output appName string = foundation.outputs.appName
output hostName string = app.outputs.hostName
output identityId string = foundation.outputs.identityId
output storageAccountName string = foundation.outputs.storageAccountName
output vaultName string = foundation.outputs.vaultName
