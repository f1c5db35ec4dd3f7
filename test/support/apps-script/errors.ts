/** What a service throws at the script: Apps Script names it "Exception" and makes it an Error of the script's own world. */
export class ScriptException extends Error {}

/** The execution was cut off; nothing it calls afterwards is answered. */
export class ExecutionEnded extends Error {}

/** The script did what the real Apps Script has not, or what the simulator cannot answer. It reaches the test even if the script catches it. */
export class SimulatorBreach extends Error {}

/** The sheet refuses what a person does (a protected cell, a rule that rejects, half a merge): nothing changes, nothing fires. */
export class RefusedBySheets extends Error {}
