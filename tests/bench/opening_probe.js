// Injected before the page's own scripts: notes when what a visitor waits for was painted,
// in milliseconds after the navigation began. `benchOpening` is a promise of all of it.
window.benchOpening = new Promise((resolve) => {
  const names = ['content', 'neuron', 'motion', 'charts'];
  const seen = {};
  const waiting = new Set();
  const note = (name, time) => {
    seen[name] ??= time;
    if (names.every((needed) => needed in seen)) resolve(seen);
  };

  // A message posted in a frame is delivered once that frame is painted.
  const painted = new MessageChannel();
  painted.port1.onmessage = () => {
    waiting.forEach((name) => note(name, performance.now()));
    waiting.clear();
  };
  const noteOncePainted = (name) => {
    waiting.add(name);
    painted.port2.postMessage(null);
  };

  new PerformanceObserver((list) => {
    list.getEntriesByName('first-contentful-paint').forEach((paint) => note('content', paint.startTime));
  }).observe({ type: 'paint', buffered: true });

  // The whole document is there, the neuron's last part too; watching it grow would cost time.
  document.addEventListener('readystatechange', () => {
    if (document.readyState !== 'interactive') return;
    requestAnimationFrame(() => noteOncePainted('neuron'));
    observer.observe(document, { subtree: true, attributeFilter: ['visibility'] });
  });
  const observer = new MutationObserver((records) => {
    for (const { target } of records) {
      if (target.getAttribute('visibility') !== 'visible') continue;
      if (!seen.motion && target.matches('[data-pulse], [data-thin-pulse]')) noteOncePainted('motion');
      if (!seen.charts && target.matches('[data-playhead]')) noteOncePainted('charts');
    }
  });
});
