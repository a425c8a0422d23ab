/* Copies and fills: checked when they are asked for, done when their stream gets there. */
#include "driver.h"

static bool is_device(uint64_t address)
{
    struct memory *memory = memory_at(address, 1);
    return memory && !memory->on_host;
}

static bool is_whole(uint64_t address, uint64_t bytes) { return !is_device(address) || memory_at(address, bytes); }

static result copy(uint64_t destination, uint64_t source, uint64_t bytes, void *handle, bool waits)
{
    CURRENT(context);
    struct stream *stream;
    result wrong = stream_of(handle, context, true, &stream);
    if (wrong || !bytes)
        return wrong;
    if (!destination || !source || !is_whole(destination, bytes) || !is_whole(source, bytes))
        return INVALID_VALUE;
    struct work *work = enqueue(stream, COPY);
    work->destination = destination;
    work->source = source;
    work->bytes = bytes;
    bool from_device = is_device(source), to_device = is_device(destination);
    if (waits ? !from_device || !to_device : !from_device && !to_device)
        run_stream(stream, UINT64_MAX);
    return stream->object.context->error;
}

result cuMemcpyAsync(uint64_t to, uint64_t from, size_t bytes, void *stream) { ENTER; return copy(to, from, bytes, stream, false); }
result cuMemcpy(uint64_t to, uint64_t from, size_t bytes) { ENTER; return copy(to, from, bytes, NULL, true); }
result cuMemcpyHtoD_v2(uint64_t to, const void *from, size_t bytes) { ENTER; return copy(to, (uint64_t)from, bytes, NULL, true); }
result cuMemcpyDtoH_v2(void *to, uint64_t from, size_t bytes) { ENTER; return copy((uint64_t)to, from, bytes, NULL, true); }
result cuMemcpyDtoD_v2(uint64_t to, uint64_t from, size_t bytes) { ENTER; return copy(to, from, bytes, NULL, true); }

/* From one context to another, each memory in the one that is said; in the order of a stream of the current one. */
static result copy_between(uint64_t to, void *to_context, uint64_t from, void *from_context, size_t bytes, void *stream, bool waits)
{
    struct memory *target = memory_at(to, bytes), *source = memory_at(from, bytes);
    if (!target || !source || handle_of(target->context) != to_context || handle_of(source->context) != from_context)
        return INVALID_VALUE;
    return copy(to, from, bytes, stream, waits);
}

result cuMemcpyPeerAsync(uint64_t to, void *to_context, uint64_t from, void *from_context, size_t bytes, void *stream)
{
    ENTER;
    return copy_between(to, to_context, from, from_context, bytes, stream, false);
}

result cuMemcpyPeer(uint64_t to, void *to_context, uint64_t from, void *from_context, size_t bytes)
{
    ENTER;
    return copy_between(to, to_context, from, from_context, bytes, NULL, true);
}

static result set(uint64_t destination, unsigned char value, uint64_t bytes, void *handle)
{
    CURRENT(context);
    struct stream *stream;
    result wrong = stream_of(handle, context, false, &stream);
    if (wrong || !bytes)
        return wrong;
    struct memory *memory = memory_at(destination, bytes);
    if (!memory || (!memory->on_host && memory->context != context))
        return INVALID_VALUE;
    struct work *work = enqueue(stream, SET);
    work->destination = destination;
    work->value = value;
    work->bytes = bytes;
    return SUCCESS;
}

result cuMemsetD8Async(uint64_t to, unsigned char value, size_t bytes, void *stream) { ENTER; return set(to, value, bytes, stream); }
result cuMemsetD8_v2(uint64_t to, unsigned char value, size_t bytes) { ENTER; return set(to, value, bytes, NULL); }
