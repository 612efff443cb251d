/** The words that a feature speaks for and against. */
import type { Example } from "../frame/example";
import { exampleEffects } from "./exampleLatents";
import { TokenEffects } from "./TokenEffects";

export const examples: readonly Example[] = [{ name: "Token effects", element: <TokenEffects {...exampleEffects} /> }];
