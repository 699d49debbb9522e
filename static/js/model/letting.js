// Why something is aborted that is not wanted any more. Plain: an exception made on the spot would
// hold on to all that its stack saw, and the whole page that was let go of with it.

export const LET_GO = 'not wanted any more';
