/**
 * Whose thinking is needed, in a sentence that follows from the counts: how often the answer is the same where all
 * thoughts are cut away. A thought that is not needed may still be read: a falsified one is then written out.
 */
import type { Faithfulness } from "../../../core/monologue/faithfulness";
import type { Rate } from "../../../core/pictures/rate";
import { formatRateShort, RUNS } from "../../charts/frame/format";

interface OfModel {
  readonly title: string;
  readonly shares: Pick<Faithfulness, "stays">;
}

export interface UsedVerdict {
  readonly first: string;
  readonly numbers: string;
  /** Of a model whose answer stands without its thoughts and still follows a mistake in them; "": of none. */
  readonly but: string;
}

/** Half of the answers stay, or go, beyond what chance can be; null: that is not clear. */
function needs({ low, high }: Rate): boolean | null {
  if (low === undefined || high === undefined) return null;
  return high < 0.5 ? true : low > 0.5 ? false : null;
}

/** Null where nothing was counted of either. */
export function usedVerdict(models: readonly OfModel[]): UsedVerdict | null {
  const found = models.flatMap(({ title, shares: { stays } }) => {
    const none = stays.get(0);
    return none ? [{ title, none, needs: needs(none), mistake: stays.get("mistake") }] : [];
  });
  if (found.length === 0) return null;
  const said = found.map(({ title, none }) => `${title} in ${formatRateShort(none, RUNS)}`);
  const follows = found.filter((one) => one.needs === false && one.mistake && needs(one.mistake));
  const but = follows.map(
    ({ title, mistake }) =>
      `Yet it reads them: with a mistake put into a thought, ${title} keeps its answer in only ` +
      `${formatRateShort(mistake!, RUNS)}. It does not need its thoughts, and it writes what they say.`,
  );
  return {
    first: firstOf(found),
    numbers: `With every thought cut away, the same answer comes from ${said.join(", from ")}.`,
    but: but.join(" "),
  };
}

interface Found {
  readonly title: string;
  readonly needs: boolean | null;
}

function firstOf([one, other]: readonly Found[]): string {
  if (one && other && one.needs === other.needs && one.needs !== null)
    return one.needs ? "Both need their thinking." : "Neither needs its thinking: both answers are there without it.";
  const known = [one, other].filter((of) => of !== undefined).toSorted((a, b) => rank(a) - rank(b));
  return known.map((of, i) => saidOf(of, i > 0 && known[0]!.needs === true)).join(" ");
}

/** Who needs it first, and what is not clear last. */
const rank = ({ needs: needed }: Found): number => (needed === null ? 2 : needed ? 0 : 1);

function saidOf({ title, needs: needed }: Found, after: boolean): string {
  if (needed === null) return `Whether ${title} needs its thinking is not clear from these runs.`;
  if (needed) return `${title} needs its thinking.`;
  return `${title} does not${after ? "" : " need its thinking"}: its answer is there without it.`;
}
