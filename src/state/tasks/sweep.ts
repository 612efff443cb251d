/**
 * A sweep: one set of questions put to a model at several points (the two Sides, strengths of steering, doses,
 * prompts), every answer judged. The survey and the curves are what it is used for.
 */
import type { EffectScore } from "../../core/edits/partEffects";
import type { Sampling } from "../../core/experiment";
import { cancelled, Failure } from "../../core/failure";
import type { SetPrompt } from "../../model/hosted/promptSet";
import type { SurveyAnswer, SurveyRequest } from "../../runtime/engine/effects";
import { engineOf, type Session } from "./session";
import type { WorkContext } from "./work";

/** Where on the axis, and the model as it is there. */
export interface SweepPoint {
  readonly at: number;
  readonly side: SurveyRequest["side"];
  /** What it is asked instead of the sweep's own questions, where the prompts are what is swept. */
  readonly questions?: readonly SetPrompt[];
}

export interface SweepQuestions {
  readonly questions: readonly SetPrompt[];
  /** Answers to each, and how they are drawn, whatever the page's own answers do. */
  readonly samples: number;
  readonly sampling: Sampling;
  /** The persona whose activity is measured as well; null: none. */
  readonly activity: Extract<EffectScore, { kind: "activity" }> | null;
}

/** What has come of one point so far. */
export interface PointAnswers<P> {
  readonly point: P;
  readonly answers: readonly SurveyAnswer[];
  /** Null where it is not measured, or not yet. */
  readonly activity: number | null;
  readonly complete: boolean;
}

/**
 * Asks the points one after another, or all of them at once. `put` is handed each point's answers as they come; nothing
 * once the signal is aborted.
 */
export async function sweep<P extends SweepPoint>(
  session: Session,
  points: readonly P[],
  { questions, samples, sampling, activity }: SweepQuestions,
  put: (news: PointAnswers<P>) => void,
  { experiment, signal, progress }: WorkContext,
  atOnce = false,
): Promise<void> {
  const { seed } = experiment;
  const judge = session.store.getState().manifest?.offers.judge;
  if (!judge) throw noJudge();
  const askedAt = (point: P): readonly SetPrompt[] => point.questions ?? questions;
  const total = points.reduce((sum, point) => sum + askedAt(point).length * samples, 0);
  const done = new Map<P, number>();
  const tell = (news: PointAnswers<P>): void => {
    if (signal.aborted) return;
    put(news);
    done.set(news.point, news.answers.length);
    const answered = [...done.values()].reduce((sum, count) => sum + count, 0);
    progress(answered, total);
  };
  const ask = async (point: P): Promise<void> => {
    const asked = askedAt(point).map(({ text, situation }) => ({ text, situation: situation ?? "" }));
    const { checkpoint, interventions } = point.side;
    const side = { checkpoint, interventions };
    let come: readonly SurveyAnswer[] = [];
    const on = (more: readonly SurveyAnswer[]): void => {
      come = [...come, ...more];
      tell({ point, answers: come, activity: null, complete: false });
    };
    const request = { side, questions: asked, samples, sampling, seed, judge };
    const answers = await engineOf(session).survey(request, on, signal);
    if (signal.aborted) throw cancelled();
    const texts = asked.map(({ text }) => text);
    const measured =
      activity &&
      (await engineOf(session).measure(
        { side, questions: texts, direction: activity.direction, layer: activity.layer },
        signal,
      ));
    if (signal.aborted) throw cancelled();
    tell({ point, answers, activity: measured, complete: true });
  };
  if (atOnce) await Promise.all(points.map(ask));
  else for (const point of points) await ask(point);
}

function noJudge(): Failure {
  return new Failure(
    "input",
    "This page's host offers no judge, so answers cannot be counted.",
    "Read them one by one, or ask whoever hosts the page for judge.json.",
  );
}
