/*
 * A job while the operating system refuses this and that, in a child process each time:
 *   torture calls JOB CONFIGURATION-FILE CODES-FILE          each call in turn, in every way that errors.h tells of
 *   torture some-calls JOB CONFIGURATION-FILE CODES-FILE     the same with one error for each line there
 *   torture descriptors JOB CONFIGURATION-FILE CODES-FILE    all but so many descriptors, from none on
 *   torture singly JOB CONFIGURATION-FILE CODES-FILE         nothing, but it takes and gives a byte at a time
 *   torture signals JOB CONFIGURATION-FILE CODES-FILE        nothing, but a signal comes every millisecond
 *   torture late-signals JOB CONFIGURATION-FILE CODES-FILE   the same, for a job that ends at its limit of 1500 ms
 * A line of CODES-FILE is a one-time code and the certificateNo of whose it is.
 */
#define _GNU_SOURCE
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/resource.h>
#include <sys/time.h>
#include <sys/wait.h>
#include <time.h>
#include <unistd.h>

#include "errors.h"
#include "jobs.h"
#include "lost.h"

/* ---- a job is tortured */

/* The gateway still takes a code of which the status says that it was not sent, and then the next patient's. */
static int goes_on(yjt_status status) {
    int unsent = status == YJT_ERR_CONNECT || status == YJT_ERR_CONNECT_TIMEOUT || status == YJT_ERR_LOCAL_RESOURCES ||
                 status == YJT_ERR_RANDOM || status == YJT_ERR_NAME_LOOKUP;
    if (!client && init())
        return wrong("a client afterwards");
    if (job->run == exchange && unsent && exchange())
        return wrong("%d, and the code is used", (int)status);
    if (exchange_for(another()))
        return wrong("the next patient");
    return GOES_ON;
}

/* In the end there is what there was before. */
static int tortured(int (*torture)(yjt_status *)) {
    int result, files_before;
    long blocks_before;
    yjt_status status = YJT_OK;
    if (warm_up() || !threads_end())
        return wrong("it does not work to begin with");
    files_before = files();
    blocks_before = settled_blocks();
    client = NULL;
    if (prepare())
        return wrong("preparing");
    if ((result = torture(&status)) == WRONG || goes_on(status) == WRONG)
        return WRONG;
    if (yjt_free(client) || !threads_end())
        return wrong("the end");
    if (files() != files_before)
        return wrong("%d descriptors, and there were %d", files(), files_before);
    if (settled_blocks() != blocks_before)
        return wrong("%ld blocks of memory, and there were %ld", blocks(), blocks_before);
    return result;
}

static int in_child(int (*torture)(yjt_status *)) {
    int ended;
    pid_t process = fork();
    if (process == 0) {
        /* A call that never ends is ended. */
        alarm(300);
        _exit(tortured(torture));
    }
    waitpid(process, &ended, 0);
    return WIFEXITED(ended) ? WEXITSTATUS(ended) : (printf("ended by signal %d\n", WTERMSIG(ended)), WRONG);
}

/* ---- calls that fail */

static struct failure {
    const struct way *way;
    int error;
    long first, times;
} failure;

static const char *cause(void) {
    if (failure.way->call != GETADDRINFO || failure.error > 0)
        return failure.error == END ? "end of file" : strerror(failure.error);
    return gai_strerror(failure.error);
}

/* These say in words of their own what the system said. */
static int tells_the_cause(yjt_status status) {
    return status == YJT_ERR_CONNECT_TIMEOUT || status == YJT_ERR_TIMEOUT || status == YJT_ERR_PROXY ||
           status == YJT_ERR_RANDOM || strstr(yjt_last_error()->message, cause());
}

static int is_expected(yjt_status status, long sends) {
    yjt_status late = failure.error == EAGAIN ? YJT_ERR_TIMEOUT : YJT_ERR_DISCONNECTED;
    int once = failure.times == 1, breaks = failure.way->becomes == YJT_ERR_TLS;
    if (status == YJT_OK)
        return once || failure.way->becomes == YJT_OK;
    /* Without an answer on a connection that was kept the request is sent again: the code is used by then, or the new
     * connection breaks as well. */
    if (job->with_exchange && breaks && sends == shared->sends)
        return status == YJT_ERR_FAILED || (!once && (status == YJT_ERR_TLS || status == late));
    if (!tells_the_cause(status))
        return 0;
    if (status == late && sends >= shared->sends - 1)
        return 1;
    if (status == YJT_ERR_PROXY && strstr(configuration, "\"proxy\""))
        return breaks;
    return status == failure.way->becomes && (!shared->sends || sends < shared->sends);
}

static int a_call_fails(yjt_status *status) {
    long reached, sends;
    fail(failure.way->call, failure.error, failure.first, failure.times);
    *status = job->run();
    reached = made(failure.way->call);
    sends = sends_before_failure();
    all_well();
    if (reached < failure.first)
        return *status == YJT_OK ? ENOUGH : wrong("%d, and nothing failed", (int)*status);
    if (job->run == diagnose ? *status != YJT_OK : !is_expected(*status, sends))
        return wrong("%d, %ld sends of %ld", (int)*status, sends, shared->sends);
    return GOES_ON;
}

static int no_call_fails(yjt_status *status) {
    fail(CALLS, 0, 1, 1);
    *status = job->run();
    shared->sends = made(SEND);
    all_well();
    return *status ? wrong("nothing failed") : GOES_ON;
}

static int each_call(int errors) {
    int way, error, lasting, failed = 0, count = 0;
    if (in_child(no_call_fails) == WRONG)
        return 1;
    for (way = 0; way < WAYS; way++)
        for (error = 0; error < errors && ways[way].errors[error]; error++)
            for (lasting = 0; lasting < 2; lasting++) {
                int result = GOES_ON;
                failure.way = &ways[way];
                failure.error = ways[way].errors[error];
                failure.times = !lasting ? 1 : failure.error == EINTR ? INTERRUPTED : 1000000;
                for (failure.first = 1; result != ENOUGH; failure.first++, count++)
                    if ((result = in_child(a_call_fails)) == WRONG) {
                        printf("^ %s: %s %ld%s: %s\n", job->name, call_names[ways[way].call], failure.first,
                               lasting ? " and on" : "", cause());
                        failed++;
                    }
                if (failed > 100)
                    return 1;
            }
    printf("%s: %d times a call failed\n", job->name, count);
    return failed != 0;
}

/* ---- descriptors run out */

static int descriptors_left;

static int few_are_left(yjt_status *status) {
    struct rlimit before, limit;
    int taken[256], count = 0, left = descriptors_left;
    getrlimit(RLIMIT_NOFILE, &before);
    limit = before;
    limit.rlim_cur = 200;
    setrlimit(RLIMIT_NOFILE, &limit);
    while ((taken[count] = dup(0)) >= 0)
        count++;
    while (left-- > 0)
        close(taken[--count]);
    *status = job->run();
    while (count > 0)
        close(taken[--count]);
    setrlimit(RLIMIT_NOFILE, &before);
    if (*status != YJT_OK && *status != YJT_ERR_LOCAL_RESOURCES)
        return wrong("%d", (int)*status);
    return *status == YJT_OK ? ENOUGH : GOES_ON;
}

static int each_descriptor(void) {
    int result = GOES_ON;
    for (descriptors_left = 0; result == GOES_ON; descriptors_left++)
        result = in_child(few_are_left);
    printf("%s: %d descriptors are enough\n", job->name, descriptors_left - 1);
    return result == WRONG;
}

/* ---- nothing fails, and nothing goes smoothly */

static int goes_singly(yjt_status *status) {
    singly();
    *status = job->run();
    all_well();
    return *status ? wrong("singly") : GOES_ON;
}

static volatile sig_atomic_t signals;

static void on_signal(int number) {
    (void)number;
    signals++;
}

static void begin_signals(int flags) {
    struct itimerval each_millisecond = {{0, 1000}, {0, 1000}};
    struct sigaction action;
    memset(&action, 0, sizeof action);
    action.sa_handler = on_signal;
    action.sa_flags = flags;
    sigaction(SIGALRM, &action, NULL);
    signals = 0;
    setitimer(ITIMER_REAL, &each_millisecond, NULL);
}

static void end_signals(void) {
    struct itimerval never = {{0, 0}, {0, 0}};
    setitimer(ITIMER_REAL, &never, NULL);
}

static int under_signals(yjt_status *status) {
    int flags, jobs_done = 0;
    for (flags = 0; flags <= SA_RESTART; flags += SA_RESTART) {
        begin_signals(flags);
        while (signals < 1000 && !(*status = job->run())) {
            jobs_done++;
            if (job->run == init)
                yjt_free(client);
            if (job->run == exchange)
                patient = another();
        }
        end_signals();
        if (*status)
            return wrong("signal %d, flags %d", (int)signals, flags);
    }
    printf("%s: %d times under 2000 signals\n", job->name, jobs_done);
    if (job->run == init)
        client = NULL;
    return GOES_ON;
}

static long milliseconds(void) {
    struct timespec now;
    clock_gettime(CLOCK_MONOTONIC, &now);
    return now.tv_sec * 1000 + now.tv_nsec / 1000000;
}

static int late_under_signals(yjt_status *status) {
    long begun = milliseconds(), took;
    begin_signals(0);
    *status = job->run();
    took = milliseconds() - begun;
    end_signals();
    printf("%s: %ld ms, %d signals\n", job->name, took, (int)signals);
    return *status != YJT_ERR_TIMEOUT || took < 1500 || took > 6000 || signals < 100 ? wrong("late") : GOES_ON;
}

/* ---- */

static int run(const char *mode) {
    if (strcmp(mode, "calls") == 0)
        return each_call(ERRORS);
    if (strcmp(mode, "some-calls") == 0)
        return each_call(1);
    if (strcmp(mode, "descriptors") == 0)
        return each_descriptor();
    if (strcmp(mode, "singly") == 0)
        return in_child(goes_singly) == WRONG;
    if (strcmp(mode, "signals") == 0)
        return in_child(under_signals) == WRONG;
    if (strcmp(mode, "late-signals") == 0)
        return in_child(late_under_signals) == WRONG;
    return 2;
}

int main(int argc, char **argv) {
    static char lines[BUFSIZ];
    /* Each process writes its own lines, and needs no memory for that. */
    setvbuf(stdout, lines, _IOLBF, sizeof lines);
    return argc == 5 && begin(argv[2], argv[3], argv[4]) ? run(argv[1]) : 2;
}
