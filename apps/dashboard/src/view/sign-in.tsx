import { useSignal } from '@preact/signals';
import type { JSX } from 'preact';
import { useEffect, useRef } from 'preact/hooks';
import { signIn } from '../store/session.ts';

/** Asks for the token that the API requires. */
export function SignIn({ why }: { readonly why: string }): JSX.Element {
  const given = useSignal('');
  const field = useRef<HTMLInputElement>(null);
  useEffect(() => field.current?.focus(), []);
  return (
    <main class="sign-in" id="main">
      <form
        class="card"
        onSubmit={(event) => {
          event.preventDefault();
          if (given.value.trim() !== '') signIn(given.value.trim());
        }}
      >
        <h1>sdmp-bridge</h1>
        <p>This bridge requires a token. It is kept until this tab is closed.</p>
        <label for="token">Token</label>
        <input
          id="token"
          ref={field}
          type="password"
          autocomplete="current-password"
          spellcheck={false}
          value={given.value}
          aria-describedby="token-why"
          onInput={({ currentTarget }) => {
            given.value = currentTarget.value;
          }}
        />
        <p class="faint" id="token-why" role="status">
          {why}
        </p>
        <button class="main" type="submit">
          Sign in
        </button>
      </form>
    </main>
  );
}
