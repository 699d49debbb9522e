"""A network that is made up, with a clock of its own: what the page's modules ask, and hear."""

# Gives `{ network, pass }`: `network` stands in for `fetch` and answers what it is asked, one after
# the other; `pass` lets so many seconds go by, in which nobody waits. An answer: 'pending', or
# what comes at which second: `{ at, status, headers, pieces: [[second, text], …], then: [second,
# 'closes' | 'breaks'] }`. Undone by `restore`.
NETWORK = """(answers) => {
    const real = { fetch: window.fetch, setTimeout: window.setTimeout, clearTimeout: window.clearTimeout };
    const timers = new Map();
    const asked = [];
    let now = 0;
    let number = 0;
    const later = (act, milliseconds = 0) => {
        number += 1;
        timers.set(number, { at: now + milliseconds, act });
        return number;
    };
    const settled = async () => { for (let i = 0; i < 3; i += 1) await new Promise((done) => { setImmediately(done); }); };
    const setImmediately = real.setTimeout.bind(window);
    const refused = () => new DOMException('let go', 'AbortError');
    window.setTimeout = later;
    window.clearTimeout = (timer) => timers.delete(timer);
    window.fetch = (url, { headers = {}, signal, cache = 'default' } = {}) => new Promise((resolve, reject) => {
        const answer = answers[asked.length] ?? 'pending';
        const request = { url, from: headers['Last-Event-ID'] ?? null, cache, at: now / 1000, closed: null };
        asked.push(request);
        let body = null;
        signal.addEventListener('abort', () => {
            request.closed ??= now / 1000;
            reject(refused());
            try { body?.error(refused()); } catch { /* it had ended */ }
        });
        if (answer === 'pending') return;
        const { at = 0, status = 200, headers: given = {}, pieces = [], then = null } = answer;
        const stream = new ReadableStream({ start(controller) { body = controller; } });
        later(() => resolve(new Response(stream, { status, headers: given })), at * 1000);
        const encoder = new TextEncoder();
        pieces.forEach(([second, text]) => later(() => {
            if (!signal.aborted) body.enqueue(encoder.encode(text));
        }, second * 1000));
        if (then) later(() => {
            if (signal.aborted) return;
            if (then[1] === 'closes') body.close();
            else body.error(new TypeError('network error'));
        }, then[0] * 1000);
    });
    return {
        asked,
        seconds: () => now / 1000,
        restore: () => Object.assign(window, real),
        pass: async (seconds) => {
            const end = now + seconds * 1000;
            for (;;) {
                await settled();
                const [next] = [...timers].filter(([, { at }]) => at <= end).sort(([a, x], [b, y]) => x.at - y.at || a - b);
                if (!next) break;
                timers.delete(next[0]);
                now = Math.max(now, next[1].at);
                next[1].act();
            }
            now = end;
        },
    };
}"""
