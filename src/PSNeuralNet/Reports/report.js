(() => {
  'use strict';

  // Legend buttons hide what they name.
  for (const button of document.querySelectorAll('button[data-hides]')) {
    button.addEventListener('click', () => {
      const isShown = button.getAttribute('aria-pressed') !== 'true';
      button.setAttribute('aria-pressed', String(isShown));
      for (const element of document.querySelectorAll(`[id="${button.dataset.hides}"], [data-series="${button.dataset.hides}"]`)) {
        element.classList.toggle('off', !isShown);
      }
    });
  }

  // The slider shows what the network saw at an epoch.
  const slider = document.getElementById('epoch');
  if (!slider) {
    return;
  }

  const frames = document.querySelectorAll('#frames > g');
  const rings = document.querySelectorAll('path[data-frame]');
  const output = document.getElementById('epoch-shown');
  const play = document.getElementById('play');
  let timer = 0;

  const show = () => {
    const shown = Number(slider.value);
    frames.forEach((frame, i) => frame.classList.toggle('off', i !== shown));
    rings.forEach((ring, i) => ring.classList.toggle('off', i !== shown));
    output.value = frames[shown].dataset.label;
    slider.setAttribute('aria-valuetext', frames[shown].dataset.label);
  };

  const stop = () => {
    clearInterval(timer);
    timer = 0;
    play.textContent = 'Play';
  };

  slider.parentElement.hidden = false;
  slider.addEventListener('input', () => {
    stop();
    show();
  });
  play.addEventListener('click', () => {
    if (timer) {
      stop();
      return;
    }

    slider.value = Number(slider.value) < Number(slider.max) ? slider.value : 0;
    play.textContent = 'Pause';
    show();
    timer = setInterval(() => {
      slider.value = Number(slider.value) + 1;
      show();
      if (slider.value === slider.max) {
        stop();
      }
    }, 500);
  });

  // Browsers keep the place of a slider over a reload.
  show();
})();
