// @ts-check
const retryMs = 2000;

/**
 * `<sdmp-campaign bridge="http://127.0.0.1:8080" campaign="Sales1" token="…">` shows calls, connects and the abandon rate of the last
 * 15 minutes, every two seconds. `token` is needed where the bridge asks for one; it needs the scope `read`.
 */
class SdmpCampaign extends HTMLElement {
  #ending = new AbortController();

  connectedCallback() {
    this.#ending = new AbortController();
    this.setAttribute('role', 'status');
    void this.#follow(this.#ending.signal);
  }

  disconnectedCallback() {
    this.#ending.abort();
  }

  /** @param {AbortSignal} signal */
  async #follow(signal) {
    while (!signal.aborted) {
      try {
        await this.#read(signal);
      } catch {
        // The next attempt tells.
      }
      if (signal.aborted) return;
      this.#show('not connected');
      await new Promise((resolve) => setTimeout(resolve, retryMs));
    }
  }

  /**
   * `EventSource` cannot send a token, so the stream is read by `fetch`.
   * @param {AbortSignal} signal
   */
  async #read(signal) {
    const token = this.getAttribute('token');
    const response = await fetch(`${this.getAttribute('bridge') ?? ''}/api/v1/live?window=15m`, {
      signal,
      headers: token === null ? {} : { authorization: `Bearer ${token}` },
    });
    if (!response.ok || response.body === null) throw new Error(`answered ${response.status}`);
    let text = '';
    const reader = response.body.pipeThrough(new TextDecoderStream()).getReader();
    for (;;) {
      const { done, value } = await reader.read();
      if (done) return;
      text += value;
      const events = text.split('\n\n');
      text = events.pop() ?? '';
      for (const event of events) this.#take(event);
    }
  }

  /** @param {string} event */
  #take(event) {
    const [, data] = /^event: campaigns\n(?:.*\n)*?data: (.*)/.exec(event) ?? [];
    if (data === undefined) return;
    const wanted = this.getAttribute('campaign');
    const { campaigns, total } = JSON.parse(data);
    const found =
      wanted === null ? total : campaigns.find((/** @type {{ campaign: string }} */ each) => each.campaign === wanted);
    this.#show(found === undefined ? 'no calls' : words(found));
  }

  /** @param {string} state */
  #show(state) {
    this.textContent = `${this.getAttribute('campaign') ?? 'All campaigns'}: ${state}`;
  }
}

/** @param {{ calls: number, connects: number, abandonRate: number | null }} counts */
function words({ calls, connects, abandonRate }) {
  const rate = abandonRate === null ? '' : `, ${(abandonRate * 100).toFixed(1)}% abandoned`;
  return `${calls} calls, ${connects} connects${rate}`;
}

customElements.define('sdmp-campaign', SdmpCampaign);
