/**
 * What can be chosen on the first screen: which models, which dice, which device; and how verdicts and bars are made,
 * and what all of it takes.
 */
import { CHAPTERS } from "../../../state/chapters";
import { withSeed } from "../../../state/edits/experiment";
import { leverParts } from "../../../state/selectors/lever";
import { ChangeLine } from "../../page/ChangeLine";
import { SidePicker } from "../../page/SidePicker";
import { useApp, useChange } from "../../page/store";

export function Change() {
  const lever = useApp(leverParts);
  return (
    <ChangeLine>
      <SidePicker />
      <Dice />
      <p>
        The verdict is a program’s: it knows the right and the wrong steps of the texts that these models grew up with,
        and nothing else. A warning against a wrong step is right, and what an answer says twice weighs twice.{" "}
        {lever && `${lever.meaning} `}The bar is the largest activation, on the words of the answer, of{" "}
        {lever ? `one of them, “${lever.parts[0].name}”` : "the feature that it shows"}; up to half of its length it is
        called weak, from two thirds on strong, and the whole is the strength to which the dial on this screen turns it
        up.
      </p>
      <p>
        Until both models answer, 10 to 12 MB come over the network, 3 more for the verdicts and the bars, and 2 more
        for all four chapters; each model that is chosen besides adds its own. A browser and 1 GB of free memory will
        do; two processor cores are enough, and no graphics card is needed. It was tried in Chromium and Firefox, not in
        Safari, and not on a real phone.
      </p>
    </ChangeLine>
  );
}

function Dice() {
  const seed = useApp(({ experiment }) => experiment?.seed ?? 0);
  const change = useChange();
  return (
    <p className="change-dice">
      Both models answer with the same dice, throw number {seed}. The first question and its throw were chosen to show
      the effect plainly; how often it occurs is counted in “{CHAPTERS.answers.title}”.{" "}
      <button type="button" onClick={() => change((now) => withSeed(now, now.seed + 1))}>
        Throw again
      </button>
    </p>
  );
}
