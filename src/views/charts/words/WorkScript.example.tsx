/** A session of a worker that moves the notice aside, the last line still on its way. */
import { scriptOf } from "../../../core/office/script";
import type { Example } from "../frame/example";
import { exampleSession, RESISTS } from "./exampleSession";
import { WorkScript } from "./WorkScript";

export const examples: readonly Example[] = [
  { name: "Work session", element: <WorkScript lines={scriptOf(exampleSession, RESISTS)} saying /> },
];
