import type { JSX } from 'preact';
import { needsToken } from '../store/session.ts';
import { Campaigns } from './campaigns/campaigns.tsx';
import { Sinks } from './deliveries/sinks.tsx';
import { Subscribers } from './deliveries/subscribers.tsx';
import { Dialogs } from './dialogs.tsx';
import { ExplorerDialog } from './explorer/explorer-dialog.tsx';
import { Held } from './held.tsx';
import { HeadLine } from './head-line.tsx';
import { Incidents } from './incidents/incidents.tsx';
import { Search } from './outcomes/search.tsx';
import { Rates } from './rates/rates.tsx';
import { SignIn } from './sign-in.tsx';
import { TopBar } from './top-bar.tsx';
import { Upstreams } from './upstreams.tsx';

export function App(): JSX.Element {
  if (needsToken.value !== undefined) return <SignIn why={needsToken.value} />;
  return (
    <>
      <a class="skip" href="#main">
        Skip to the content
      </a>
      <TopBar />
      <main id="main" tabIndex={-1}>
        <HeadLine />
        <div class="grid">
          <Rates />
          <Upstreams />
          <Campaigns />
          <Sinks />
          <Subscribers />
          <Incidents />
          <Search />
          <Held />
        </div>
      </main>
      <Dialogs />
      <ExplorerDialog />
    </>
  );
}
