using Microsoft.Playwright;

namespace Workflows.Dashboard.Tests.Browser;

/// <summary>What keeps people from reading and using a page: too little contrast, controls without a name, files that are cut off, more or less than one heading.</summary>
internal static class Readability
{
    // The formulas are those of WCAG 2.2: relative luminance, and the ratio of the lighter to the darker.
    private const string Script = """
        () => {
          const problems = [];
          const canvas = document.createElement('canvas').getContext('2d', { willReadFrequently: true });
          const known = new Map();
          const color = (text) => {
            if (!known.has(text)) {
              canvas.clearRect(0, 0, 1, 1);
              canvas.fillStyle = text;
              canvas.fillRect(0, 0, 1, 1);
              known.set(text, [...canvas.getImageData(0, 0, 1, 1).data]);
            }
            return known.get(text);
          };
          const luminance = ([r, g, b]) => [r, g, b].map((v) => v / 255).map((v) => v <= 0.03928 ? v / 12.92 : ((v + 0.055) / 1.055) ** 2.4).reduce((sum, v, i) => sum + v * [0.2126, 0.7152, 0.0722][i], 0);
          const ground = (element) => {
            for (let e = element; e; e = e.parentElement) {
              const found = color(getComputedStyle(e).backgroundColor);
              if (found[3] > 250) return found;
            }
            return [255, 255, 255, 255];
          };
          const seen = new Set();
          const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
          while (walker.nextNode()) {
            const element = walker.currentNode.parentElement;
            if (!walker.currentNode.data.trim() || !element.checkVisibility({ visibilityProperty: true, opacityProperty: true }) || element.closest('.visually-hidden, .skip, noscript, :disabled, dialog')) continue;
            const style = getComputedStyle(element);
            if (parseFloat(style.fontSize) === 0) continue;
            const [a, b] = [luminance(color(style.color)), luminance(ground(element))].sort((x, y) => y - x);
            const ratio = (a + 0.05) / (b + 0.05);
            const look = `${style.color} on ${ground(element)}`;
            if (ratio < 4.5 && !seen.has(look)) {
              seen.add(look);
              problems.push(`contrast ${ratio.toFixed(2)} of '${walker.currentNode.data.trim().slice(0, 30)}': ${look}`);
            }
          }
          for (const control of document.querySelectorAll('button, a[href], input, select, textarea, summary, [tabindex="0"]')) {
            if (!control.checkVisibility()) continue;
            const labels = control.labels ? [...control.labels].map((label) => label.textContent).join('') : '';
            const name = control.getAttribute('aria-label') || (control.getAttribute('aria-labelledby') && document.getElementById(control.getAttribute('aria-labelledby'))?.textContent) || labels || control.textContent;
            if (!name.trim()) problems.push(`no name: ${control.outerHTML.slice(0, 120)}`);
          }
          for (const file of document.querySelectorAll('.file')) {
            if (file.checkVisibility() && file.scrollHeight > file.clientHeight + 2) problems.push(`cut off: ${file.textContent.slice(0, 60)}`);
          }
          const headings = document.querySelectorAll('h1').length;
          if (headings !== 1) problems.push(`${headings} first headings`);
          const ids = [...document.querySelectorAll('[id]')].map((e) => e.id);
          ids.filter((id, index) => ids.indexOf(id) !== index).forEach((id) => problems.push(`the id ${id} is there twice`));
          return problems;
        }
        """;

    public static Task<string[]> ProblemsAsync(IPage page) => page.EvaluateAsync<string[]>(Script);
}
