/**
 * The Engine where the models are: in the worker. Its parts share one workshop, so that all calls wait in one queue and
 * both Sides run one after the other on one device.
 */
import type { Engine } from "../engine/engine";
import { answerCalls } from "../jobs/answers";
import { effectCalls } from "../jobs/effects";
import { featureCalls } from "../jobs/features";
import { officeCalls } from "../jobs/office";
import { passCalls } from "../jobs/passes";
import { makeWorkshop, modelCalls } from "./modelCalls";

export function makeLocalEngine(): Engine {
  const shop = makeWorkshop();
  return {
    ...modelCalls(shop),
    ...passCalls(shop),
    ...answerCalls(shop),
    ...featureCalls(shop),
    ...effectCalls(shop),
    ...officeCalls(shop),
    dispose: () => undefined,
  };
}
