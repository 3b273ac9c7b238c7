/* Runs before the page is drawn, so that nobody sees a flash of the other theme. */
(() => {
  const system = window.matchMedia('(prefers-color-scheme: dark)');
  const read = () => {
    try {
      return localStorage.getItem('playground.theme');
    } catch {
      return null;
    }
  };
  const apply = () => {
    document.documentElement.dataset.theme = read() ?? (system.matches ? 'dark' : 'light');
  };
  system.addEventListener('change', apply);
  window.playgroundTheme = {
    isDark: () => document.documentElement.dataset.theme === 'dark',
    toggle() {
      try {
        localStorage.setItem('playground.theme', this.isDark() ? 'light' : 'dark');
        apply();
      } catch {
        document.documentElement.dataset.theme = this.isDark() ? 'light' : 'dark';
      }
    },
  };
  apply();
})();
