/* Events: marks in a stream, with the time at which the stream got there. */
#include "driver.h"

result cuEventCreate(void **handle, unsigned flags)
{
    ENTER;
    CURRENT(context);
    struct event *event = make_object(EVENT, sizeof *event, context);
    event->timed = !(flags & 2);
    return *handle = handle_of(event), SUCCESS;
}

result cuEventDestroy_v2(void *handle)
{
    ENTER;
    CURRENT(context);
    struct event *event = find_object(handle, EVENT);
    return event ? forget(event), SUCCESS : INVALID_HANDLE;
}

result cuEventRecord(void *handle, void *queue)
{
    ENTER;
    CURRENT(context);
    struct event *event = find_object(handle, EVENT);
    struct stream *stream;
    result wrong = stream_of(queue, context, true, &stream);
    if (wrong || !event || event->object.context != stream->object.context)
        return wrong ? wrong : INVALID_HANDLE;
    struct work *work = enqueue(event->stream = stream, RECORD);
    work->event = event;
    event->recorded = work->order;
    return SUCCESS;
}

static result wait_for(void *handle, result meanwhile)
{
    CURRENT(context);
    struct event *event = find_object(handle, EVENT);
    if (!event || event->done == event->recorded)
        return event ? SUCCESS : INVALID_HANDLE;
    run_stream(event->stream, event->recorded + 1);
    return event->object.context->error ? event->object.context->error : meanwhile;
}

result cuEventSynchronize(void *handle) { ENTER; return wait_for(handle, SUCCESS); }

/* Never done when it is first asked, done when it is asked again. */
result cuEventQuery(void *handle) { ENTER; return wait_for(handle, NOT_READY); }

result cuEventElapsedTime(float *milliseconds, void *start, void *end)
{
    ENTER;
    CURRENT(context);
    struct event *first = find_object(start, EVENT), *last = find_object(end, EVENT);
    if (!first || !last || !first->recorded || !last->recorded || !first->timed || !last->timed)
        return INVALID_HANDLE;
    *milliseconds = (float)(last->time - first->time);
    return first->done == first->recorded && last->done == last->recorded ? SUCCESS : NOT_READY;
}
