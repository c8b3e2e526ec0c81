namespace Workflows.Activities.Publishing;

/// <summary>The project file beside the published tests.</summary>
internal static class PublishedProject
{
    /// <summary>
    /// A project that plain <c>dotnet test</c> runs, wherever it is put: settings of folders further up (central versions, lock files,
    /// warnings as errors, artifacts folders, hooks) do not reach it.
    /// </summary>
    /// <param name="codeFile">Name of the code file, the one that is compiled.</param>
    public static string Write(string codeFile) => $"""
        <Project>
          <!-- Written by Workflows, together with {codeFile}. Run it with: API_BASE_URL=http://… dotnet test -->
          <PropertyGroup>
            <!-- Stands alone: nothing from a folder further up changes how it is built. -->
            <ImportDirectoryBuildProps>false</ImportDirectoryBuildProps>
            <ImportDirectoryBuildTargets>false</ImportDirectoryBuildTargets>
            <ImportDirectoryPackagesProps>false</ImportDirectoryPackagesProps>
          </PropertyGroup>
          <Import Project="Sdk.props" Sdk="Microsoft.NET.Sdk" />
          <PropertyGroup>
            <TargetFramework>net10.0</TargetFramework>
            <Nullable>enable</Nullable>
            <ImplicitUsings>enable</ImplicitUsings>
            <IsPackable>false</IsPackable>
            <IsTestProject>true</IsTestProject>
            <ManagePackageVersionsCentrally>false</ManagePackageVersionsCentrally>
            <EnableDefaultCompileItems>false</EnableDefaultCompileItems>
            <RunSettingsFilePath />
          </PropertyGroup>
          <ItemGroup>
            <Compile Include="{codeFile}" />
            <Using Include="Xunit" />
            <PackageReference Include="Microsoft.NET.Test.Sdk" Version="18.11.0" />
            <PackageReference Include="xunit" Version="2.9.3" />
            <PackageReference Include="xunit.runner.visualstudio" Version="3.1.5" />
          </ItemGroup>
          <Import Project="Sdk.targets" Sdk="Microsoft.NET.Sdk" />
        </Project>

        """;
}
