// Parses HCL for the tests: a line {"name", "text"} in, a line {"parsed"} or {"error"} out, until the input ends.
import { createInterface } from "node:readline";
import { parse } from "@cdktf/hcl2json";

for await (const line of createInterface({ input: process.stdin })) {
  const { name, text } = JSON.parse(line);
  let answer;
  try {
    answer = { parsed: await parse(name, text) };
  } catch (failed) {
    answer = { error: String(failed) };
  }
  process.stdout.write(JSON.stringify(answer) + "\n");
}
process.exit(0);
