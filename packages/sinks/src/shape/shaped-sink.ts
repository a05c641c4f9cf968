import type { Refused, Sink, SinkOutcome } from '../sink.ts';
import { isRefused, type OutcomeShape } from './outcome-shape.ts';

/** Returns a sink that gets outcomes as a shape makes them; those that break it are refused before the sink sees them. */
export function shapedSink(sink: Sink, shape: OutcomeShape): Sink {
  return {
    kind: sink.kind,
    ...(sink.preferredOutcomes === undefined ? {} : { preferredOutcomes: sink.preferredOutcomes }),
    open: (signal, notice) => sink.open(signal, notice),
    deliver: async (batch, signal) => {
      const { refused, fit } = divided(batch, shape);
      const others = fit.length === 0 ? [] : await sink.deliver(fit, signal);
      return [...refused, ...others];
    },
    close: () => sink.close(),
  };
}

/** Kind of what holds outcomes against a shape. */
const checkKind = 'dataSchema';

/**
 * Returns a sink that holds outcomes against a shape and hands them to nobody: what breaks it becomes a dead letter, whether or not there
 * is any other sink.
 */
export function shapeCheck(shape: OutcomeShape): Sink {
  return {
    kind: checkKind,
    open: async () => undefined,
    deliver: async (batch, signal) => {
      signal.throwIfAborted();
      return divided(batch, shape).refused;
    },
    close: async () => undefined,
  };
}

function divided(
  batch: readonly SinkOutcome[],
  shape: OutcomeShape,
): { readonly refused: readonly Refused[]; readonly fit: readonly SinkOutcome[] } {
  const refused: Refused[] = [];
  const fit: SinkOutcome[] = [];
  for (const each of batch) {
    const shaped = shape.apply(each);
    if (isRefused(shaped)) refused.push(shaped);
    else fit.push(shaped);
  }
  return { refused, fit };
}
