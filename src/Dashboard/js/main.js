// Where it begins: who is here, which page, and what every page has.
import { me } from "./session.js";
import { start } from "./router.js";
import { theme } from "./theme.js";
import { shortcuts } from "./shortcuts.js";
import { shell } from "./shell.js";
import runs from "./pages/runs.js";
import run from "./pages/run.js";
import inbox from "./pages/inbox.js";
import since from "./pages/since.js";
import budget from "./pages/budget.js";
import signin from "./pages/signin.js";

theme(document.getElementById("theme"));
shortcuts();
await me();
shell();
start({ runs, run, inbox, since, budget, signin });
