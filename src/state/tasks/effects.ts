/**
 * Measured effects, as the reader asks for them: many questions to both Sides, which part carries the behaviour, and
 * curves of steering and of dose. The survey and the curves are sweeps.
 */
import type { EffectScore, PartEffects } from "../../core/edits/partEffects";
import type { Experiment, Intervention, Sampling, Side, SideName } from "../../core/experiment";
import type { SweptPoint } from "../../core/pictures/sweepCurve";
import type { SetPrompt } from "../../model/hosted/promptSet";
import type { Progress } from "../../runtime/engine/progress";
import type { SurveyAnswer } from "../../runtime/engine/effects";
import { type DialTarget, dialInterventions } from "../edits/dial";
import { givenTo, keyOf, mapKey } from "../keys";
import { originOf } from "../origin";
import { pointOf } from "../selectors/effects";
import { offeredWays } from "../selectors/ways";
import { engineOf, type Session } from "./session";
import { sweep, type SweepPoint, type SweepQuestions } from "./sweep";
import { putEffects, startWork } from "./work";

/** Asks both Sides, their answers as they come. */
export function askMany(session: Session, questions: readonly SetPrompt[], samples: number, sampling: Sampling): void {
  startWork(session, "survey", async (context) => {
    const { experiment } = context;
    const of = { key: keyOf("sweep", experiment), ...originOf({ ...experiment, sampling }), questions, samples };
    const answers: Record<SideName, readonly SurveyAnswer[]> = { left: [], right: [] };
    const put = (): void => putEffects(session, () => ({ survey: { ...of, ...answers } }));
    put();
    const points = (["left", "right"] as const).map((name) => ({ at: 0, side: experiment[name], name }));
    const ask = { questions, samples, sampling, activity: null };
    const on = (name: SideName, found: readonly SurveyAnswer[]): void => {
      answers[name] = found;
      put();
    };
    await sweep(session, points, ask, ({ point, answers: found }) => on(point.name, found), context, true);
  });
}

/** How much of the behaviour each part transfers: transplanted, or with its share of the fine-tune alone. */
export function mapParts(session: Session, kind: PartEffects["kind"], score: EffectScore): void {
  startWork(session, kind === "transplant" ? "transplantMap" : "doseMap", async ({ experiment, signal, progress }) => {
    const on = ({ done, total }: Progress): void => progress(done, total);
    const read = (name: SideName): Side => {
      const side = experiment[name];
      return { ...side, prompt: { ...side.prompt, answer: givenTo({ ...experiment, chapter: "prove" }, name) } };
    };
    const request = { kind, left: read("left"), right: read("right"), score };
    const map = await engineOf(session).partEffects(request, on, signal);
    const found = { key: mapKey(experiment), ...originOf(experiment), map };
    if (!signal.aborted) putEffects(session, ({ maps }) => ({ maps: { ...maps, [kind]: found } }));
  });
}

/** `voice`: in words, what is steered along or whose activity is measured; null: nothing. */
export interface CurveQuestions extends SweepQuestions {
  readonly voice: string | null;
}

/** What a curve remembers of how it was made. */
function askedOf(experiment: Experiment, { questions, samples, sampling, voice }: CurveQuestions) {
  const counts = { questions: questions.length, answers: questions.length * samples };
  return { key: keyOf("sweep", experiment), ...originOf({ ...experiment, sampling }), voice, ...counts };
}

interface SteeringPoint extends SweepPoint {
  readonly name: SideName;
  readonly line: "points" | "control";
}

/** Strengths for a Side that is turned up; one that is turned down gets their opposites. Each with a random control. */
export function steeringCurve(
  session: Session,
  target: DialTarget,
  strengths: readonly number[],
  ask: CurveQuestions,
): void {
  startWork(session, "steeringCurve", async (context) => {
    const { experiment } = context;
    const ways = offeredWays({ ...session.store.getState(), experiment });
    const points = strengths.flatMap((strength) =>
      (["left", "right"] as const).flatMap((name) =>
        (["points", "control"] as const).map((line): SteeringPoint => {
          const at = strength * ways[name] + 0; // −0 becomes 0
          const more = dialInterventions(target, at, line === "points" ? null : experiment.seed);
          return { at, side: withMore(experiment[name], more), name, line };
        }),
      ),
    );
    const found = new Map<SteeringPoint, SweptPoint>();
    const along = (name: SideName, line: SteeringPoint["line"]): SweptPoint[] =>
      [...found].flatMap(([point, value]) => (point.name === name && point.line === line ? [value] : []));
    const panel = (side: SideName) => ({ side, points: along(side, "points"), control: along(side, "control") });
    await sweep(
      session,
      points,
      ask,
      ({ point, answers, activity, complete }) => {
        if (!complete) return;
        found.set(point, pointOf(point.at, answers, activity));
        const panels = [panel("left"), panel("right")];
        const steering = { kind: "steering" as const, ...askedOf(experiment, ask), panels };
        putEffects(session, ({ curves }) => ({ curves: { ...curves, steering } }));
      },
      context,
    );
  });
}

/** From none of the fine-tune's weight change to more than all of it. */
export function doseCurve(session: Session, amounts: readonly number[], ask: CurveQuestions): void {
  startWork(session, "doseCurve", async (context) => {
    const { experiment } = context;
    const name = doseSide(session, experiment);
    const points = amounts.map((at): SweepPoint => ({
      at,
      side: withMore(experiment[name], [{ kind: "dose", target: "all", amount: at }]),
    }));
    const found: SweptPoint[] = [];
    await sweep(
      session,
      points,
      ask,
      ({ point, answers, activity, complete }) => {
        if (!complete) return;
        found.push(pointOf(point.at, answers, activity));
        const panels = [{ side: name, points: [...found], control: [] }];
        const dose = { kind: "dose" as const, ...askedOf(experiment, ask), panels };
        putEffects(session, ({ curves }) => ({ curves: { ...curves, dose } }));
      },
      context,
    );
  });
}

function withMore({ checkpoint, interventions }: Side, more: readonly Intervention[]): SweepPoint["side"] {
  return { checkpoint, interventions: [...interventions, ...more] };
}

/** The Side whose model is a fine-tune that was saved apart from its base; the right one first. */
function doseSide({ store }: Session, { left, right }: Experiment): SideName {
  const { loaded } = store.getState();
  const adapted = ({ checkpoint }: Side): boolean => Boolean(loaded.get(checkpoint)?.change);
  return !adapted(right) && adapted(left) ? "left" : "right";
}
