/* interrupt.h - SIGINT and SIGTERM as a wish to end, noticed between records */
#ifndef NT_INTERRUPT_H
#define NT_INTERRUPT_H

#include <stdbool.h>

/* Catch the two signals, once each: a second one ends the process at once. Call before threads are
 * started. False when the system refuses. */
bool nt_interrupt_install(void);
/* The signal that came, or 0. */
int nt_interrupt_signal(void);
/* Wait until the descriptor can be read (or is at its end); false when a signal came first. */
bool nt_interrupt_wait(int descriptor);

#endif
