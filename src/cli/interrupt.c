/* interrupt.c - SIGINT and SIGTERM as a wish to end, noticed between records */
#define _GNU_SOURCE 1

#include "cli/interrupt.h"

#include <errno.h>
#include <fcntl.h>
#include <poll.h>
#include <signal.h>
#include <stdatomic.h>
#include <unistd.h>

/* The only state outside of a function: a signal handler reaches nothing else. The pipe is never
 * emptied, so once written to it wakes every thread that waits for input. */
static atomic_int caught_signal;
static int wake_pipe[2] = {-1, -1};

static void catch_signal(int number) {
    int saved = errno;
    caught_signal = number;
    ssize_t written = write(wake_pipe[1], "", 1);
    (void)written; /* a full pipe wakes as well */
    errno = saved;
}

bool nt_interrupt_install(void) {
    if (pipe2(wake_pipe, O_CLOEXEC | O_NONBLOCK) != 0) {
        return false;
    }
    struct sigaction action = {.sa_handler = catch_signal};
    action.sa_flags = (int)SA_RESETHAND;
    sigemptyset(&action.sa_mask);
    const int numbers[] = {SIGINT, SIGTERM};
    for (int i = 0; i < 2; i++) {
        struct sigaction before;
        if (sigaction(numbers[i], NULL, &before) != 0) {
            return false;
        }
        /* A parent that had it ignored (nohup, a background job) wants it to stay so. */
        if (before.sa_handler != SIG_IGN && sigaction(numbers[i], &action, NULL) != 0) {
            return false;
        }
    }
    return true;
}

int nt_interrupt_signal(void) {
    return caught_signal;
}

bool nt_interrupt_wait(int descriptor) {
    struct pollfd waits[2] = {{.fd = descriptor, .events = POLLIN},
                              {.fd = wake_pipe[0], .events = POLLIN}};
    while (caught_signal == 0) {
        int ready = poll(waits, 2, -1);
        if (ready > 0 && waits[1].revents == 0) {
            return true;
        }
        if (ready < 0 && errno != EINTR && errno != EAGAIN) {
            return true; /* let the read find out what is wrong */
        }
    }
    return false;
}
