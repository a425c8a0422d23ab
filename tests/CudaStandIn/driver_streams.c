/*
 * Streams. Work is done only when something waits for it, as late as the documentation allows and in as strange an order: what was not
 * waited for shows as bytes that are not there yet.
 */
#include <time.h>
#include "driver.h"

uint64_t last_order;

double now(void)
{
    struct timespec time;
    clock_gettime(CLOCK_MONOTONIC, &time);
    return (double)time.tv_sec * 1e3 + (double)time.tv_nsec / 1e6;
}

struct stream *make_stream(struct context *context, bool blocking)
{
    struct stream *stream = make_object(STREAM, sizeof *stream, context);
    stream->blocking = blocking;
    stream->end = &stream->first;
    stream->next = context->streams;
    return context->streams = stream;
}

/* The default stream for no handle; an error for a stream that is none, or of another context where it must be of this. */
result stream_of(const void *handle, struct context *context, bool of_any_context, struct stream **stream)
{
    if (handle == (void *)2)
        return NOT_SUPPORTED;
    *stream = (uint64_t)handle < 2 ? context->default_stream : find_object(handle, STREAM);
    return *stream && (of_any_context || (*stream)->object.context == context) ? SUCCESS : INVALID_HANDLE;
}

struct work *enqueue(struct stream *stream, enum task task)
{
    struct work *work = calloc(1, sizeof *work);
    work->task = task;
    work->order = ++last_order;
    *stream->end = work;
    stream->end = &work->next;
    return work;
}

static void dispose(struct stream *stream)
{
    struct work *work = stream->first;
    if (!(stream->first = work->next))
        stream->end = &stream->first;
    free(work->parameters);
    free(work);
}

void drop_stream(struct stream *stream)
{
    while (stream->first)
        dispose(stream);
}

static void run(struct context *context, struct work *work)
{
    result error = SUCCESS;
    switch (work->task) {
    case LAUNCH: run_grid(context, work); break;
    case COPY: error = copy_bytes(work->destination, work->source, work->bytes); break;
    case SET: error = set_bytes(work->destination, work->value, work->bytes); break;
    case RECORD: work->event->done = work->order; work->event->time = now(); break;
    case WAIT: break;
    }
    if (error) {
        fprintf(stderr, "CUDA stand-in: a copy's memory was freed before the copy was done\n");
        context->error = error;
    }
}

/* Does a stream's work that was queued before a moment, and first what it has to wait for. */
void run_stream(struct stream *stream, uint64_t before)
{
    struct context *context = stream->object.context;
    while (stream->first && stream->first->order < before) {
        struct work *work = stream->first;
        if (stream == context->default_stream) {
            for (struct stream *other = context->streams; other; other = other->next)
                if (other->blocking && other != stream)
                    run_stream(other, work->order);
        } else if (stream->blocking) {
            run_stream(context->default_stream, work->order);
        }
        if (work->task == WAIT)
            run_stream(work->event->stream, work->awaited + 1);
        if (!context->error)
            run(context, work);
        dispose(stream);
    }
}

/* The newest stream first: no order among streams is promised. */
void run_context(struct context *context)
{
    for (struct stream *stream = context->streams; stream; stream = stream->next)
        run_stream(stream, UINT64_MAX);
}

result cuStreamCreate(void **handle, unsigned flags)
{
    ENTER;
    CURRENT(context);
    if (!handle || flags > 1)
        return INVALID_VALUE;
    return *handle = handle_of(make_stream(context, flags == 0)), SUCCESS;
}

result cuStreamCreateWithPriority(void **handle, unsigned flags, int priority) { return cuStreamCreate(handle, flags); }

/* Work that is queued is still done: by whoever waits for the context. */
result cuStreamDestroy_v2(void *handle)
{
    ENTER;
    CURRENT(context);
    struct stream *stream = find_object(handle, STREAM);
    if (!stream || stream == stream->object.context->default_stream)
        return INVALID_HANDLE;
    return forget(stream), SUCCESS;
}

result cuStreamSynchronize(void *handle)
{
    ENTER;
    CURRENT(context);
    struct stream *stream;
    result wrong = stream_of(handle, context, true, &stream);
    if (wrong)
        return wrong;
    run_stream(stream, UINT64_MAX);
    return stream->object.context->error;
}

/* Never done when it is first asked, done when it is asked again. */
result cuStreamQuery(void *handle)
{
    ENTER;
    CURRENT(context);
    struct stream *stream;
    result wrong = stream_of(handle, context, true, &stream);
    if (wrong || !stream->first)
        return wrong;
    run_stream(stream, UINT64_MAX);
    return stream->object.context->error ? stream->object.context->error : NOT_READY;
}

result cuStreamGetCtx(void *handle, void **owner)
{
    ENTER;
    CURRENT(context);
    struct stream *stream;
    result wrong = stream_of(handle, context, true, &stream);
    return wrong ? wrong : (*owner = handle_of(stream->object.context), SUCCESS);
}

result cuStreamWaitEvent(void *handle, void *awaited, unsigned flags)
{
    ENTER;
    CURRENT(context);
    struct stream *stream;
    struct event *event = find_object(awaited, EVENT);
    result wrong = stream_of(handle, context, true, &stream);
    if (wrong || !event)
        return wrong ? wrong : INVALID_HANDLE;
    if (event->recorded > event->done) {
        struct work *work = enqueue(stream, WAIT);
        work->event = event;
        work->awaited = event->recorded;
    }
    return SUCCESS;
}
