/* runner.c - read, tag and write, on one thread or many, output in the order of the input
 *
 *   reading   one thread at a time takes the next batch and its number
 *   ring      a slot for each batch on its way; a batch waits until a slot is free
 *   writing   who finishes the oldest batch writes it and all finished ones behind it
 *
 * The ring bounds memory, and the number decides the order, so the output does not depend on which
 * thread was faster. With one thread there are no locks. */
#define _GNU_SOURCE 1

#include "cli/runner.h"

#include <errno.h>
#include <pthread.h>
#include <stdatomic.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "base/error.h"
#include "base/file.h"
#include "cli/interrupt.h"

#define SLOTS_A_THREAD 4
/* A tagger's memory grows with its longest document; after one as long it is made anew. */
#define LONG_DOCUMENT ((size_t)8 << 20)

struct slot {
    struct sink sink;
    bool is_finished;
    bool is_cut; /* a signal came: it may lack its last records */
};

struct runner {
    const struct runner_options *options;
    struct slot *slots;
    size_t slot_count;
    pthread_mutex_t reading; /* the reader and next_sequence */
    pthread_mutex_t ring;    /* all below but 'stops' */
    pthread_cond_t room;
    uint64_t next_sequence;
    uint64_t head; /* the oldest batch that is not written */
    bool is_writing;
    bool is_cut; /* what follows is not written: the output has no gaps */
    bool is_threaded;
    atomic_bool stops; /* the output is lost, or no tagger can be made */
    struct runner_result result;
};

struct worker {
    struct runner *runner;
    nertag_tagger *tagger;
    struct batch batch;
    struct sink *sink; /* of the batch in hand */
    uint64_t document_count;
    uint64_t failed_count;
    uint64_t mention_count;
    pthread_t thread;
};

/* ---- writing ---- */

static void write_out(struct runner *runner, struct sink *sink) {
    const struct runner_options *options = runner->options;
    if (sink->messages.bytes > 0) {
        nt_file_write_all(STDERR_FILENO, sink->messages.data, sink->messages.bytes, "stderr", NULL);
        nt_strbuf_reset(&sink->messages);
    }
    if (sink->buffer.bytes > 0 && !runner->is_cut && !atomic_load(&runner->stops)) {
        errno = 0;
        nertag_status status =
            nt_file_write_all(options->output, sink->buffer.data, sink->buffer.bytes,
                              options->output_path, &runner->result.error);
        if (status != NERTAG_OK) {
            runner->result.has_reader_left = errno == EPIPE;
            runner->result.is_output_lost = true;
            atomic_store(&runner->stops, true);
        }
    }
    nt_strbuf_reset(&sink->buffer);
    if (sink->buffer.capacity > NT_SINK_KEEP) {
        nt_strbuf_free(&sink->buffer);
    }
    sink->spill_at = NT_SINK_STEP;
}

/* The oldest batch may write before it is finished: nobody else writes until it is. */
static void spill(void *context, struct sink *sink) {
    struct worker *worker = context;
    struct runner *runner = worker->runner;
    bool is_head = true;
    if (runner->is_threaded) {
        pthread_mutex_lock(&runner->ring);
        is_head = runner->head == worker->batch.sequence;
        pthread_mutex_unlock(&runner->ring);
    }
    if (is_head && !sink->buffer.failed) {
        sink->has_spilled = true;
        write_out(runner, sink);
    }
}

static void finish_slot(struct runner *runner, struct slot *slot, bool is_cut) {
    pthread_mutex_lock(&runner->ring);
    slot->is_finished = true;
    slot->is_cut = is_cut;
    bool is_writer = !runner->is_writing;
    while (is_writer) {
        struct slot *oldest = &runner->slots[runner->head % runner->slot_count];
        if (!oldest->is_finished) {
            break;
        }
        runner->is_writing = true;
        pthread_mutex_unlock(&runner->ring);
        write_out(runner, &oldest->sink);
        pthread_mutex_lock(&runner->ring);
        runner->is_cut |= oldest->is_cut;
        oldest->is_finished = false;
        runner->is_writing = false;
        runner->head++;
        pthread_cond_broadcast(&runner->room);
    }
    pthread_mutex_unlock(&runner->ring);
}

/* ---- tagging ---- */

static void report_failure(struct worker *worker, const struct record *record, const char *code,
                           const char *message) {
    const struct writer *writer = worker->runner->options->writer;
    struct strbuf *messages = &worker->sink->messages;
    nertag_error line;
    nt_error(&line, NERTAG_IO, "nertag: %.*s: %s",
             (int)(record->id_bytes < 256 ? record->id_bytes : 256),
             record->id != NULL ? record->id : "", message);
    nt_strbuf_append_string(messages, line.message);
    nt_strbuf_append_char(messages, '\n');
    writer->format->failure(writer, record->id, record->id_bytes, code, message, worker->sink);
    worker->failed_count++;
}

static nertag_status tag(struct worker *worker, const struct record *record) {
    const struct runner_options *options = worker->runner->options;
    if (worker->tagger == NULL) {
        worker->tagger = nertag_tagger_new(options->model, &options->tagger_options, NULL);
    }
    if (worker->tagger == NULL) {
        return NERTAG_NO_MEMORY;
    }
    return nertag_tag(worker->tagger, record->text, record->text_bytes);
}

static void write_document(struct worker *worker, const struct record *record) {
    const struct writer *writer = worker->runner->options->writer;
    struct sink *sink = worker->sink;
    struct writer_document document = {record->id, record->id_bytes, record->text,
                                       record->text_bytes, worker->tagger};
    size_t mark = sink->buffer.bytes;
    sink->has_spilled = false;
    writer->format->document(writer, &document, sink);
    if (sink->buffer.failed) {
        sink->buffer.failed = false;
        if (sink->has_spilled) { /* half of the record is out: the output is spoilt */
            atomic_store(&worker->runner->stops, true);
            return;
        }
        sink->buffer.bytes = mark;
        report_failure(worker, record, "memory", "not enough memory for its output");
        return;
    }
    worker->mention_count += nertag_mention_count(worker->tagger);
}

static bool handle_record(void *context, const struct record *record) {
    struct worker *worker = context;
    worker->document_count++;
    const char *code = record->code;
    const char *message = record->message;
    if (code == NULL) {
        nertag_status status = tag(worker, record);
        if (status == NERTAG_OK) {
            write_document(worker, record);
        } else if (status == NERTAG_TEXT_TOO_BIG) {
            code = "too-big";
            message = "the text is larger than 2 GiB";
        } else if (status == NERTAG_NO_MEMORY) {
            code = "memory";
            message = "not enough memory to tag it";
        } else {
            code = "model";
            message = "the model is damaged";
        }
    }
    if (code != NULL) {
        report_failure(worker, record, code, message);
    }
    if (record->text_bytes >= LONG_DOCUMENT) {
        nertag_tagger_free(worker->tagger);
        worker->tagger = NULL;
    }
    nt_sink_offer(worker->sink);
    return nt_interrupt_signal() == 0 && !atomic_load(&worker->runner->stops);
}

/* ---- workers ---- */

static void work_on(struct worker *worker, struct sink *sink) {
    const struct reader *reader = worker->runner->options->reader;
    worker->sink = sink;
    sink->spill = spill;
    sink->context = worker;
    sink->spill_at = NT_SINK_STEP;
    reader->each(reader, &worker->batch, handle_record, worker);
    nt_batch_trim(&worker->batch);
}

/* Wait for a free slot, then take the next batch. NULL at the end. */
static struct slot *take_batch(struct worker *worker) {
    struct runner *runner = worker->runner;
    struct reader *reader = runner->options->reader;
    struct slot *slot = NULL;
    pthread_mutex_lock(&runner->reading);
    pthread_mutex_lock(&runner->ring);
    while (runner->next_sequence - runner->head >= runner->slot_count) {
        pthread_cond_wait(&runner->room, &runner->ring);
    }
    pthread_mutex_unlock(&runner->ring);
    if (!atomic_load(&runner->stops) && nt_interrupt_signal() == 0 &&
        reader->next(reader, &worker->batch)) {
        worker->batch.sequence = runner->next_sequence++;
        slot = &runner->slots[worker->batch.sequence % runner->slot_count];
    }
    pthread_mutex_unlock(&runner->reading);
    return slot;
}

static void *run_worker(void *context) {
    struct worker *worker = context;
    struct slot *slot;
    while ((slot = take_batch(worker)) != NULL) {
        work_on(worker, &slot->sink);
        /* asked here, since a reader leaves early too when a signal breaks off what it reads */
        finish_slot(worker->runner, slot, nt_interrupt_signal() != 0);
    }
    return NULL;
}

/* Everything in the calling thread, at most 'limit' batches; true when there may be more. */
static bool run_alone(struct worker *worker, uint64_t limit) {
    struct runner *runner = worker->runner;
    struct reader *reader = runner->options->reader;
    for (uint64_t done = 0; done < limit; done++) {
        if (atomic_load(&runner->stops) || nt_interrupt_signal() != 0 ||
            !reader->next(reader, &worker->batch)) {
            return false;
        }
        worker->batch.sequence = runner->next_sequence++;
        work_on(worker, &runner->slots[0].sink);
        write_out(runner, &runner->slots[0].sink);
        runner->head++;
    }
    return true;
}

static void free_worker(struct worker *worker) {
    struct runner_result *result = &worker->runner->result;
    result->document_count += worker->document_count;
    result->failed_count += worker->failed_count;
    result->mention_count += worker->mention_count;
    nertag_tagger_free(worker->tagger);
    nt_batch_free(&worker->batch);
}

/* The calling thread is the first worker; a thread that cannot be started is done without. */
static void run_threaded(struct worker *workers, uint32_t thread_count) {
    uint32_t started = 1;
    workers[0].runner->is_threaded = true;
    while (started < thread_count &&
           pthread_create(&workers[started].thread, NULL, run_worker, &workers[started]) == 0) {
        started++;
    }
    run_worker(&workers[0]);
    for (uint32_t i = 1; i < started; i++) {
        pthread_join(workers[i].thread, NULL);
    }
}

static nertag_status run(struct runner *runner, struct worker *workers, uint32_t thread_count) {
    const struct runner_options *options = runner->options;
    for (uint32_t i = 0; i < thread_count; i++) {
        workers[i].runner = runner;
    }
    workers[0].tagger =
        nertag_tagger_new(options->model, &options->tagger_options, &runner->result.error);
    if (workers[0].tagger == NULL) {
        return runner->result.error.status;
    }
    /* One batch alone first: little input is done before a thread would be started. */
    if (run_alone(&workers[0], thread_count > 1 ? 1 : UINT64_MAX)) {
        run_threaded(workers, thread_count);
    }
    for (uint32_t i = 0; i < thread_count; i++) {
        free_worker(&workers[i]);
    }
    if (atomic_load(&runner->stops)) {
        return runner->result.is_output_lost ? runner->result.error.status
                                             : nt_error(&runner->result.error, NERTAG_NO_MEMORY,
                                                        "not enough memory to finish a record");
    }
    return NERTAG_OK;
}

nertag_status nt_runner_run(const struct runner_options *options, struct runner_result *result) {
    uint32_t thread_count = options->thread_count;
    struct runner runner = {.options = options};
    runner.slot_count = thread_count > 1 ? (size_t)thread_count * SLOTS_A_THREAD : 1;
    pthread_mutex_init(&runner.reading, NULL);
    pthread_mutex_init(&runner.ring, NULL);
    pthread_cond_init(&runner.room, NULL);
    runner.slots = calloc(runner.slot_count, sizeof *runner.slots);
    struct worker *workers = calloc(thread_count, sizeof *workers);
    nertag_status status;
    if (runner.slots == NULL || workers == NULL) {
        status = nt_error(&runner.result.error, NERTAG_NO_MEMORY, "not enough memory to start");
    } else {
        status = run(&runner, workers, thread_count);
    }
    for (size_t i = 0; runner.slots != NULL && i < runner.slot_count; i++) {
        nt_strbuf_free(&runner.slots[i].sink.buffer);
        nt_strbuf_free(&runner.slots[i].sink.scratch);
        nt_strbuf_free(&runner.slots[i].sink.messages);
    }
    free(runner.slots);
    free(workers);
    pthread_cond_destroy(&runner.room);
    pthread_mutex_destroy(&runner.ring);
    pthread_mutex_destroy(&runner.reading);
    *result = runner.result;
    return status;
}
