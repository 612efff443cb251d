/**
 * Where a result comes from: what was asked, as it was then, and the day. Everything that an engine gives is kept with
 * it, so that whatever the page holds by now, a result is shown under its own names.
 */
import type { Experiment, SideName } from "../core/experiment";

export interface Origin<Asked = Pick<Experiment, SideName>> {
  readonly asked: Asked;
  /** 2026-11-28. */
  readonly date: string;
}

export function originOf<Asked>(asked: Asked): Origin<Asked> {
  return { asked, date: new Date().toISOString().slice(0, 10) };
}
