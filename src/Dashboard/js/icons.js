// The few icons that scripts draw; all are decoration beside a word.
const PATHS = {
  system: ["M3 5h18v11H3z", "M9 20h6"],
  light: ["M12 8a4 4 0 1 0 0 8 4 4 0 0 0 0-8z", "M12 2v2M12 20v2M2 12h2M20 12h2M5 5l1.5 1.5M17.500 17.500L19 19M5 19l1.500-1.500M17.500 6.500L19 5"],
  dark: ["M20 14.500A8 8 0 0 1 9.500 4a8 8 0 1 0 10.500 10.500z"],
};

export function icon(name) {
  const space = "http://www.w3.org/2000/svg";
  const svg = document.createElementNS(space, "svg");
  svg.setAttribute("viewBox", "0 0 24 24");
  svg.setAttribute("aria-hidden", "true");
  for (const d of PATHS[name] ?? []) {
    const line = document.createElementNS(space, "path");
    line.setAttribute("d", d);
    svg.append(line);
  }
  return svg;
}
