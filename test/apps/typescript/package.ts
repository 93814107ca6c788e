// The types of every entry, checked as an app without `skipLibCheck` does.
import 'decart-react';
import 'decart-react/parts';
import 'decart-react/server';
import 'decart-react/server/redis';
import 'decart-react/sandbox';
import 'decart-react/testing';
import 'decart-react/locales/de';
import 'decart-react/styles.css';
