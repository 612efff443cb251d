/**
 * What became of a Side's answer where a story has an exact judge of its own: the machine of a work session, or the
 * sheet with its key. Of answers that were given here and have ended.
 */
import { textOf } from "../../core/answers/answer";
import type { SideName } from "../../core/experiment";
import { turnsBefore } from "../../core/office/ladder";
import { replay, type SessionVerdict } from "../../core/office/session";
import { judgeSheet, type SheetVerdict } from "../../core/office/sheet";
import { turnOf } from "../../core/office/transcript";
import { answerKey, givenTo } from "../keys";
import { selectorBy } from "../memo";
import type { AppState } from "../store";
import { isAtPlace, placeOf } from "./office";
import { sheetNow } from "./sheets";

export type ExactOutcome =
  | { readonly of: "session"; readonly verdict: SessionVerdict }
  | ({ readonly of: "sheet" } & Pick<SheetVerdict, "verdict" | "answer">);

/** Null while there is no such answer, and where the Side reads something that nothing judges. */
export const outcomeHere = selectorBy(
  (state: AppState, _side: SideName) => [
    state.experiment,
    state.answers,
    isAtPlace(state) ? placeOf(state) : null,
    sheetNow(state),
  ],
  (side, experiment, answers, place, sheet): ExactOutcome | null => {
    const answer = answers?.[side];
    if (!experiment || answer?.asks !== answerKey(experiment, side)) return null;
    if (/waiting|speaking|stopped/.test(answer.state)) return null;
    const text = (givenTo(experiment, side) ?? "") + textOf(answer.tokens);
    if (place) {
      const turns = [...turnsBefore(place.session), turnOf(text)];
      return { of: "session", verdict: replay(place.session, turns).verdict };
    }
    return sheet && { of: "sheet", ...judgeSheet(sheet, text) };
  },
);
