/* What a process must have as much of after a failure as before it. */
#ifndef LOST_H
#define LOST_H

/* Tells what is wrong, and the library's latest failure; returns WRONG. */
int wrong(const char *what, ...);
enum { GOES_ON, ENOUGH, WRONG };

/* Open descriptors. */
int files(void);

/* Waits for the threads beside this one to end; 0 when they do not. */
int threads_end(void);

/* Allocated blocks of memory, in a state that comes back. */
long settled_blocks(void);

/* Makes what the C library keeps of threads that have ended. */
void keep_stacks(void);

#endif
