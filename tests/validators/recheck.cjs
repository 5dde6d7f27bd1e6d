// Reads [[source, flags], ...] from standard input; writes recheck's verdict of each, or "timeout" after so many seconds. Its automaton alone is
// asked: what it says is proved, where its fuzzer has only found nothing.
const { checkSync } = require("recheck");
const patterns = JSON.parse(require("fs").readFileSync(0, "utf8"));
const asked = { checker: "automaton", maxNFASize: 1000000, timeout: Number(process.argv[2]) * 1000 };
const verdicts = patterns.map(([source, flags]) => {
  const found = checkSync(source, flags, asked);
  return found.error ? found.error.kind : found.complexity.summary;
});
process.stdout.write(JSON.stringify(verdicts));
