import { createRouter } from '@tanstack/react-router';
import type {} from '@tanstack/react-start';
import { routeTree } from './routeTree.gen';

export const getRouter = () => createRouter({ routeTree });
