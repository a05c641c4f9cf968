import type {
  AgentOutcome,
  ErrorCause,
  MessageDefinition,
  NetworkCause,
  ParameterDefinition,
  Reason,
} from '@sdmp/protocol';

/** Something that can be explained. */
export type Topic =
  | {
      readonly kind: 'message';
      readonly message: MessageDefinition;
      readonly parameters: readonly ParameterDefinition[];
    }
  | { readonly kind: 'parameter'; readonly message: MessageDefinition; readonly parameter: ParameterDefinition }
  | { readonly kind: 'parameterCode'; readonly code: string; readonly uses: readonly ParameterUse[] }
  | { readonly kind: 'reason'; readonly reason: Reason }
  | { readonly kind: 'error'; readonly error: ErrorCause }
  | { readonly kind: 'agentOutcome'; readonly agentOutcome: AgentOutcome }
  | { readonly kind: 'networkCause'; readonly networkCause: NetworkCause };

/** One message's use of a parameter code. */
export interface ParameterUse {
  readonly message: MessageDefinition;
  readonly parameter: ParameterDefinition;
}

/** What a question found, or what to tell who asked. */
export type Answer =
  | { readonly topics: readonly [Topic, ...Topic[]] }
  | { readonly topics: readonly []; readonly why: string; readonly suggestions: readonly string[] };

/** `CG:MA:EO`, as messages are named everywhere. */
export function addressOf({ service, interface: layer, code }: MessageDefinition): string {
  return `${service}:${layer}:${code}`;
}
