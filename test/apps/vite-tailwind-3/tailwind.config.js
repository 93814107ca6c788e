// As shadcn's command writes it, as far as its button needs it.
const color = (name) => ({ DEFAULT: `hsl(var(--${name}))`, foreground: `hsl(var(--${name}-foreground))` });

export default {
  darkMode: ['class'],
  content: ['./index.html', './Look.jsx', './src/**/*.jsx'],
  theme: {
    extend: {
      borderRadius: { lg: 'var(--radius)', md: 'calc(var(--radius) - 2px)', sm: 'calc(var(--radius) - 4px)' },
      colors: {
        border: 'hsl(var(--border))',
        input: 'hsl(var(--input))',
        ring: 'hsl(var(--ring))',
        background: 'hsl(var(--background))',
        foreground: 'hsl(var(--foreground))',
        primary: color('primary'),
        accent: color('accent'),
      },
    },
  },
};
