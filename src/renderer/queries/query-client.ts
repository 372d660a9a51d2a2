import { QueryClient } from '@tanstack/react-query';

/** Server state stays valid until the change stream says otherwise, so nothing is refetched by time or focus. */
export const queryClient = new QueryClient({
  defaultOptions: {
    queries: {
      staleTime: Number.POSITIVE_INFINITY,
      refetchOnWindowFocus: false,
      refetchOnReconnect: false,
      retry: false,
      // The tracker is on loopback: it answers without a network too.
      networkMode: 'always',
    },
  },
});
