"use strict";
// Hides what the filters leave out. All that is asked stands in the attributes of a finding, and in its summary.
const form = document.getElementById("filters");
const findings = [...document.querySelectorAll(".finding")].map((element) => ({
  element,
  text: element.querySelector("summary").textContent.toLowerCase(),
}));

function isAsked(finding, asked) {
  const { level, rule, repository, confidence } = finding.element.dataset;
  return (
    asked.levels.has(level) &&
    (!asked.rule || asked.rule === rule) &&
    (!asked.repository || asked.repository === repository) &&
    (!asked.confidence || asked.confidence === confidence) &&
    (asked.tests || !("test" in finding.element.dataset)) &&
    asked.words.every((word) => finding.text.includes(word))
  );
}

function filter() {
  const said = new FormData(form);
  const asked = {
    levels: new Set(said.getAll("level")),
    rule: said.get("rule"),
    repository: said.get("repository"),
    confidence: said.get("confidence"),
    tests: said.has("tests"),
    words: said.get("text").toLowerCase().split(/\s+/).filter(Boolean),
  };
  let shown = 0;
  for (const finding of findings) {
    const stays = isAsked(finding, asked);
    finding.element.hidden = !stays;
    shown += stays;
  }
  document.getElementById("shown").value = `${shown} of ${findings.length} shown`;
}

for (const event of ["input", "change"]) form.addEventListener(event, filter);
form.addEventListener("submit", (event) => event.preventDefault());
form.addEventListener("reset", () => setTimeout(filter));
for (const button of document.querySelectorAll(".repository")) {
  button.addEventListener("click", () => {
    const chosen = form.elements.repository;
    chosen.value = button.dataset.repository;
    if (chosen.selectedIndex < 0) chosen.value = "";
    filter();
    form.scrollIntoView();
  });
}
filter();
