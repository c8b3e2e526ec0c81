// The app on Elastic Premium, without Azure Files (which knows no identity): from a package in a blob, or from an image.

@description('Azure region.')
param location string

@description('Name of the function app.')
param appName string

@description('Name of the plan.')
param planName string

@description('Resource id of the app\'s identity.')
param identityId string

@description('Client id of the app\'s identity.')
param identityClientId string

@description('Object id of the app\'s identity.')
param identityPrincipalId string

@description('Address of the package; not used when there is an image.')
param packageUrl string

@description('Image to run instead of a package, for example registry.azurecr.io/workflows:1; empty for none.')
param image string

@description('Registry in this resource group that the image is pulled from; empty when it needs no log-in.')
param registryName string

@description('App settings.')
param settings object

@description('Size of an instance.')
@allowed([
  'EP1'
  'EP2'
  'EP3'
])
param size string

@description('Instances that are always there and paid for.')
@minValue(1)
param minimumInstances int

@description('Most instances under load.')
param maximumInstances int

var acrPull = '7f951dda-4ed3-4680-a7ca-43fe172d538d'

var runtimeSettings = {
  FUNCTIONS_EXTENSION_VERSION: '~4'
  FUNCTIONS_WORKER_RUNTIME: 'dotnet-isolated'
}

var codeSettings = empty(image) ? {
  WEBSITE_RUN_FROM_PACKAGE: packageUrl
  WEBSITE_RUN_FROM_PACKAGE_BLOB_MI_RESOURCE_ID: identityId
} : {
  WEBSITES_ENABLE_APP_SERVICE_STORAGE: 'false'
}

resource plan 'Microsoft.Web/serverfarms@2024-04-01' = {
  name: planName
  location: location
  kind: 'elastic'
  sku: {
    name: size
    tier: 'ElasticPremium'
  }
  properties: {
    reserved: true
    maximumElasticWorkerCount: maximumInstances
  }
}

resource registry 'Microsoft.ContainerRegistry/registries@2023-07-01' existing = if (!empty(registryName)) {
  name: empty(registryName) ? 'none' : registryName
}

resource appImages 'Microsoft.Authorization/roleAssignments@2022-04-01' = if (!empty(registryName)) {
  name: guid(resourceGroup().id, registryName, identityPrincipalId, acrPull)
  scope: registry
  properties: {
    roleDefinitionId: subscriptionResourceId('Microsoft.Authorization/roleDefinitions', acrPull)
    principalId: identityPrincipalId
    principalType: 'ServicePrincipal'
  }
}

resource app 'Microsoft.Web/sites@2024-04-01' = {
  name: appName
  location: location
  kind: empty(image) ? 'functionapp,linux' : 'functionapp,linux,container'
  identity: {
    type: 'UserAssigned'
    userAssignedIdentities: {
      '${identityId}': {}
    }
  }
  properties: {
    serverFarmId: plan.id
    reserved: true
    httpsOnly: true
    keyVaultReferenceIdentity: identityId
    siteConfig: {
      linuxFxVersion: empty(image) ? 'DOTNET-ISOLATED|10.0' : 'DOCKER|${image}'
      acrUseManagedIdentityCreds: !empty(registryName)
      acrUserManagedIdentityID: empty(registryName) ? null : identityClientId
      minimumElasticInstanceCount: minimumInstances
      minTlsVersion: '1.2'
      ftpsState: 'Disabled'
      http20Enabled: true
      healthCheckPath: '/healthz'
      appSettings: [for setting in items(union(runtimeSettings, codeSettings, settings)): {
        name: setting.key
        value: setting.value
      }]
    }
  }
}

resource noFtpPasswords 'Microsoft.Web/sites/basicPublishingCredentialsPolicies@2024-04-01' = {
  parent: app
  name: 'ftp'
  properties: {
    allow: false
  }
}

resource noScmPasswords 'Microsoft.Web/sites/basicPublishingCredentialsPolicies@2024-04-01' = {
  parent: app
  name: 'scm'
  properties: {
    allow: false
  }
}

output hostName string = app.properties.defaultHostName
