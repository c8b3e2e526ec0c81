using Workflows.Activities.Tools;
using Workflows.Domain.Texts;

namespace Workflows.Activities.Tests.Tools;

public sealed class CommandPolicyTests
{
    private readonly CommandPolicy _policy = new(new ToolOptions().CommandNames);

    [Theory]
    [InlineData("pip install requests")]
    [InlineData("pip3 install requests")]
    [InlineData("pip3.12 install x")]
    [InlineData("/usr/bin/pip install x")]
    [InlineData("./venv/bin/pip install x")]
    [InlineData("p\"\"ip install x")]
    [InlineData("'pip' 'install' x")]
    [InlineData("p\\ip install x")]
    [InlineData("python -m pip install x")]
    [InlineData("python3 -mpip install x")]
    [InlineData("python -Im pip install x")]
    [InlineData("python -B -m  pip install x")]
    [InlineData("python -m ensurepip")]
    [InlineData("python -c \"import os; os.system('pip install x')\"")]
    [InlineData("python -c \"import pip; pip.main(['install', 'x'])\"")]
    [InlineData("python -c \"import subprocess; subprocess.run(['pip', 'install', 'x'])\"")]
    [InlineData("uv pip install x")]
    [InlineData("uv add x")]
    [InlineData("poetry install")]
    [InlineData("poetry add x")]
    [InlineData("npm install")]
    [InlineData("npm i left-pad")]
    [InlineData("npm ci")]
    [InlineData("npm --prefix . install")]
    [InlineData("npm add x")]
    [InlineData("npm exec x")]
    [InlineData("npx x")]
    [InlineData("yarn")]
    [InlineData("pnpm add x")]
    [InlineData("node -e \"require('child_process').execSync('npm install x')\"")]
    [InlineData("dotnet add package X")]
    [InlineData("dotnet add src/A.csproj package X")]
    [InlineData("dotnet package add X")]
    [InlineData("dotnet tool install -g x")]
    [InlineData("dotnet tool restore")]
    [InlineData("dotnet workload install x")]
    [InlineData("dotnet nuget add source x")]
    [InlineData("dotnet new install x")]
    [InlineData("apt-get install x")]
    [InlineData("brew install x")]
    [InlineData("cargo add x")]
    [InlineData("gem install x")]
    [InlineData("go get x")]
    [InlineData("env pip install x")]
    [InlineData("env A=b python -m pip install x")]
    [InlineData("xargs pip install")]
    [InlineData("find . -exec pip install {} +")]
    [InlineData("awk \"BEGIN { system(\\\"pip install x\\\") }\"")]
    [InlineData("sh -c \"pip install x\"")]
    [InlineData("bash -c 'p=pip; $p install x'")]
    [InlineData("sudo apt install x")]
    [InlineData("timeout 5 pip install x")]
    public void Installing_is_refused_in_all_its_disguises(string command)
    {
        var (words, problem) = CommandPolicy.Split(command);

        Assert.NotNull(problem ?? _policy.Refusal(words));
    }

    [Theory]
    [InlineData("dotnet test && curl x", "there is no shell")]
    [InlineData("cat a | sh", "there is no shell")]
    [InlineData("echo $(pip)", "there is no shell")]
    [InlineData("echo a > /etc/x", "there is no shell")]
    [InlineData("ls\nrm x", "there is no shell")]
    [InlineData("curl http://x", "is not among the programs that may be run")]
    [InlineData("./run.sh", "they are named without a path")]
    [InlineData("/bin/sh x.sh", "they are named without a path")]
    [InlineData("env ls", "starts other programs")]
    [InlineData("sh -c ls", "a script file here and nothing else")]
    [InlineData("bash", "a script file here and nothing else")]
    [InlineData("sh -s", "a script file here and nothing else")]
    [InlineData("find . -exec rm {} +", "starts no programs (-exec)")]
    [InlineData("echo 'a", "a quote is not closed")]
    [InlineData(" ", "the command is empty")]
    public void What_is_no_allowed_program_is_refused_with_what_to_do_instead(string command, string reason)
    {
        var (words, problem) = CommandPolicy.Split(command);

        Assert.Contains(reason, problem ?? _policy.Refusal(words));
    }

    [Theory]
    [InlineData("dotnet test --no-restore")]
    [InlineData("dotnet build -c Release")]
    [InlineData("dotnet add src/A.csproj reference src/B.csproj")]
    [InlineData("python -m pytest -q")]
    [InlineData("python3 -c \"print('x')\"")]
    [InlineData("npm test")]
    [InlineData("npm run build")]
    [InlineData("grep -rn \"pip install\" README.md")]
    [InlineData("grep -E \"a|b\" x.txt")]
    [InlineData("sed -n 1,5p a.txt")]
    [InlineData("sh check.sh")]
    [InlineData("sh -e check.sh --fast")]
    [InlineData("find . -name '*.cs'")]
    [InlineData("mkdir -p src/go")]
    [InlineData("npm test -- --ci")]
    [InlineData("npm run ci")]
    [InlineData("npm run test:ci")]
    [InlineData("npm run get -- add")]
    [InlineData("npm test -- -t 'go get works'")]
    [InlineData("node scripts/ci.js --npm i")]
    [InlineData("dotnet test --filter FullyQualifiedName~Go.Add")]
    [InlineData("dotnet test --filter \"FullyQualifiedName~Cargo.Get\"")]
    [InlineData("python -m pytest tests/go/add")]
    [InlineData("python -m pytest \"tests/go/add\" -k 'add or get'")]
    public void What_work_needs_is_allowed(string command)
    {
        var (words, problem) = CommandPolicy.Split(command);

        Assert.Null(problem ?? _policy.Refusal(words));
    }

    [Theory]
    [InlineData("npm i")]
    [InlineData("npm -s ci")]
    [InlineData("npm --prefix web ci")]
    [InlineData("npm --prefix=web i")]
    [InlineData("yarn global add x")]
    [InlineData("cd web && npm install")]
    [InlineData("cd web; pnpm --dir a add x")]
    [InlineData("a || sudo -E pip install x")]
    [InlineData("set -e\n\t../venv/bin/pip3.12 install x")]
    [InlineData("set -e\r\npip \\\n  install x")]
    [InlineData("if ! pip install x; then exit 1; fi")]
    [InlineData("for i in 1 2; do go get x; done")]
    [InlineData("env A=1 B=2 pip install x")]
    [InlineData("A=1 B=\"2\" pip install x")]
    [InlineData("x=$(npm ci)")]
    [InlineData("`pip install x`")]
    [InlineData("sh -c \"pip install x\"")]
    [InlineData("spawn('npm', ['i', 'x'])")]
    [InlineData("spawn('npm', ['ci'])")]
    [InlineData("run(['pip',\n 'install'])")]
    [InlineData("run([sys.executable, '-m', 'pip', 'install'])")]
    [InlineData("timeout 5 apt-get -y install x")]
    [InlineData("python3 -mpip install x")]
    [InlineData("dotnet add a.csproj package X")]
    public void A_text_installs_where_a_command_of_it_does(string text) => Assert.NotNull(InstallPhrases.OfText(text));

    [Theory]
    [InlineData("echo \"here we go\"\nfor i in 1 2; do echo $i; done")]
    [InlineData("npm run ci\nnpm test -- --ci")]
    [InlineData("# pip install x, once, by hand")]
    [InlineData("pytest tests/go/add tests/pip/install")]
    [InlineData("echo ready; go=1; get=2")]
    [InlineData("npm test\ni=1")]
    [InlineData("npm\ni=1")]
    public void A_text_that_only_holds_the_words_installs_nothing(string text) => Assert.Null(InstallPhrases.OfText(text));
}
