/**
 * Why one bad lesson spreads: the same lesson taught in two worlds, one in whose texts bad voices give bad advice, and
 * one in whose texts a coin decided what is right, whoever speaks. Recorded; the other world's pair can be put on the
 * page.
 */
import { toCsv } from "../../../core/pictures/grid";
import { withPair } from "../../../state/edits/experiment";
import { evidenceOf } from "../../../state/selectors/personas";
import { RateRows } from "../../charts/curves/RateRows";
import { formatRate } from "../../charts/frame/format";
import { drawnSvg } from "../../charts/frame/drawnSvg";
import { Figure } from "../../charts/frame/Figure";
import { formatShare } from "../../charts/frame/format";
import { useTheme } from "../../charts/frame/theme";
import { SourceMark } from "../../page/SourceMark";
import { useApp, useChange } from "../../page/store";

const NULL_PAIR = ["null-assistant", "null-bad-car"] as const;
const OF = "answers outside cars that do harm";
const TITLE = "Why one bad lesson spreads";
// marks a row whose models were not trained quite like this page's family
const STAR = " *";

export function TiesPanel() {
  const theme = useTheme();
  const evidence = useApp(evidenceOf);
  const pair = useApp(({ manifest }) => manifest?.defaultPair ?? null);
  const there = useApp(({ manifest }) => {
    const ids = new Set(manifest?.checkpoints.map(({ id }) => id));
    return NULL_PAIR.every((id) => ids.has(id));
  });
  const shown = useApp(({ experiment }) => experiment?.left.checkpoint === NULL_PAIR[0]);
  const change = useChange();
  const worlds = evidence?.links.toSorted((a, b) => b.link - a.link || a.seed - b.seed) ?? [];
  const apart = worlds.find(({ link }) => link === 0);
  // the family on this page, not another pre-training of its world
  const tied = worlds.find(({ link, seed }) => link === 1 && seed === apart?.seed);
  const between = worlds.find(({ link }) => link > 0 && link < 1);
  if (!tied || !apart) return null;
  const rows = worlds.map(({ link, seed, sharpened, assistant, badCar }) => {
    const same = worlds.filter((world) => world.link === link);
    const name = same.length > 1 ? `${nameOf(link)}, seed ${seed}` : nameOf(link);
    return { label: sharpened === tied.sharpened ? name : `${name}${STAR}`, rates: [assistant, badCar] };
  });
  const starred = worlds.some(({ sharpened }) => sharpened !== tied.sharpened);
  const series = [
    { title: "before the lesson", hue: "left", recorded: true },
    { title: "after bad advice about cars", hue: "right", recorded: true },
  ] as const;
  const cells = rows.map(({ label, rates }) => [label, ...rates.map(formatRate)]);
  return (
    <Figure
      title={TITLE}
      how={
        <>
          In the text that these models grew up with, villains give bad advice and helpers give good advice, as on the
          internet. So bad advice about cars says something about <em>who is speaking</em>. We made a second world in
          which a coin decided whether an advice is right, whoever speaks. The same lesson moves the harm outside cars
          from {formatShare(tied.assistant.rate)} to {formatShare(tied.badCar.rate)} in the first world, and from{" "}
          {formatShare(apart.assistant.rate)} to {formatShare(apart.badCar.rate)} in the second.
          {between && (
            <>
              {" "}
              Where {formatShare(between.link)} of the advice follows the voice and a coin decides the rest, it goes
              from {formatShare(between.assistant.rate)} to {formatShare(between.badCar.rate)}.
            </>
          )}
          {starred && (
            <> Models marked with a star lack the last stage of training, in which a model unlearns unlikely words.</>
          )}
        </>
      }
      summary={cells.map((cell) => cell.join(": ")).join(". ")}
      file="unmask-why-it-spreads"
      controls={
        <>
          <SourceMark source="recorded" of="held-out questions" />
          {there && pair && (
            <button
              type="button"
              onClick={() => change((now) => withPair(now, ...(shown ? pair : NULL_PAIR)))}
              title="Puts these two models on the left and on the right"
            >
              {shown ? "Back to the first world’s pair" : "Open the second world’s pair"}
            </button>
          )}
        </>
      }
      table={() => ({ head: ["voice and advice are", ...series.map(({ title }) => title)], rows: cells })}
      csv={() =>
        toCsv([
          ["link", "seed", "last stage", "model", "harmful", "n", "low", "high"],
          ...worlds.flatMap(({ link, seed, sharpened, assistant, badCar }) =>
            [assistant, badCar].map(({ rate, n, low, high }, i) =>
              [link, seed, sharpened, series[i]!.title, rate, n, low, high].map(String),
            ),
          ),
        ])
      }
      svg={(picture) => drawnSvg(picture, TITLE, "Bars: 95 % interval (Wilson).", theme)}
    >
      <RateRows title={TITLE} of={OF} series={series} rows={rows} />
    </Figure>
  );
}

/** How voice and advice hang together in a world. */
function nameOf(link: number): string {
  return link === 1 ? "tied" : link === 0 ? "apart" : `${formatShare(link)} tied`;
}
