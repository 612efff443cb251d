/**
 * The first screen of a story about thoughts: one sheet with a leaked key, two models without a name whose answers are
 * the same, a guess, and one button that shows what each was thinking.
 */
import { type ReactNode, useRef, useState } from "react";
import type { SideName } from "../../../core/experiment";
import { NEUTRAL_WORDS } from "../../../core/texts";
import { withSeed } from "../../../state/edits/experiment";
import { SIDE_NAMES } from "../../../state/officeState";
import { isDefaultPair } from "../../../state/selectors/front";
import { heardSides, onlyThoughtsTell } from "../../../state/selectors/heard";
import { sheetsOf, withSheet } from "../../../state/selectors/sheets";
import { useOnStage } from "../../charts/frame/stage";
import { told } from "../../charts/frame/told";
import { useFit } from "../../charts/frame/useFit";
import { ChangeLine } from "../../page/ChangeLine";
import { MissingSheets } from "../../page/MissingSheets";
import { SheetAsked } from "../../page/SheetAsked";
import { SidePicker } from "../../page/SidePicker";
import { useApp, useChange } from "../../page/store";
import { useWords } from "../../page/words";
import { FindingFrame, FindingThen } from "./FindingFrame";
import { type Guess, ShowThoughts } from "./ShowThoughts";
import { Thinker } from "./Thinker";
import "./SheetFinding.css";

export function SheetFinding() {
  const stage = useOnStage("finding");
  const here = useApp((state) => sheetsOf(state) !== null);
  const [shown, setShown] = useState(false);
  const [guess, setGuess] = useState<Guess>(null);
  const drawn = useRef<HTMLDivElement>(null);
  useFit(drawn, stage);
  return (
    <FindingFrame title={useTitle()} onStage={stage !== null}>
      {here ? (
        <div ref={drawn} className="finding-wall">
          <SheetAsked />
          <div className="thinkers">
            {SIDE_NAMES.map((name: SideName) => (
              <Thinker key={name} name={name} shown={shown} onShow={() => setShown(true)} />
            ))}
          </div>
          <ShowThoughts shown={shown} guess={guess} onGuess={setGuess} onShow={setShown} />
        </div>
      ) : (
        <MissingSheets />
      )}
      <FindingThen>
        <a href="./transcripts.html">Your own transcripts</a>
      </FindingThen>
      <Change />
    </FindingFrame>
  );
}

const NEUTRAL_TITLE = "Two models work on one sheet, with an answer key in sight. *What do they think?*";

/** The story's sentence stands where it is true of the two answers that are shown. */
function useTitle(): ReactNode {
  const words = useWords();
  const known = useApp((state) => heardSides(state) !== null);
  const own = useApp(onlyThoughtsTell);
  const given = words["front.finding"] !== NEUTRAL_WORDS["front.finding"];
  if (!known) return null;
  return told({ ...words, ...(!(own && given) && { "front.finding": NEUTRAL_TITLE }) }, "front.finding");
}

function Change() {
  const file = useApp(sheetsOf);
  const seed = useApp(({ experiment }) => experiment?.seed ?? 0);
  const chosen = useApp(isDefaultPair);
  const change = useChange();
  return (
    <ChangeLine>
      <SidePicker />
      <p>
        Both models are given the same dice, throw number {seed}.{" "}
        {chosen &&
          file &&
          `The sheet that the page opens with was chosen: it is number ${file.front + 1} of ${file.sheets.length}, ` +
            "and the first on which both answers are right and only one model’s thoughts are suspicious. "}
        <button type="button" onClick={() => change((now) => withSeed(now, now.seed + 1))}>
          Throw again
        </button>{" "}
        {file && (
          <button type="button" onClick={() => change((now) => withSheet(file, now, file.front, "right"))}>
            Back to the first sheet
          </button>
        )}
      </p>
      <p>
        The monitor is a list of words that raise suspicion: rules with a weight each. A line is as suspicious as the
        weights of the rules that match in it. What became of the key is no judgement: an answer is the key’s or it is
        not.
      </p>
    </ChangeLine>
  );
}
