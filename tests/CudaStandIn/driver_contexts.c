/* Handles, contexts, and each thread's stack of current ones. */
#include "driver.h"

static struct object **objects;
static size_t count, room;
static struct context *primary[16];
static __thread struct context **stack;
static __thread int depth;

void *make_object(enum kind kind, size_t bytes, struct context *context)
{
    struct object *object = calloc(1, bytes);
    if (count == room)
        objects = realloc(objects, (room = room ? room * 2 : 256) * sizeof *objects);
    *object = (struct object){kind, 0xC0DA00000000u + 16 * count, context};
    objects[count++] = object;
    return object;
}

void *find_object(const void *handle, enum kind kind)
{
    uint64_t index = ((uint64_t)handle - 0xC0DA00000000u) / 16;
    return (uint64_t)handle % 16 == 0 && index < count && objects[index] && objects[index]->kind == kind ? objects[index] : NULL;
}

void *any_object(size_t index) { return objects[index]; }
void *handle_of(void *object) { return object ? (void *)((struct object *)object)->handle : NULL; }
size_t object_count(void) { return count; }

/* The handle means nothing from now on; the object stays where it is, for what may still point at it. */
void forget(void *object) { objects[(((struct object *)object)->handle - 0xC0DA00000000u) / 16] = NULL; }

static void push(struct context *context)
{
    if (depth % 64 == 0)
        stack = realloc(stack, (size_t)(depth + 64) * sizeof *stack);
    stack[depth++] = context;
}

result current(struct context **context)
{
    *context = depth ? stack[depth - 1] : NULL;
    return !*context ? INVALID_CONTEXT : !(*context)->active ? CONTEXT_IS_DESTROYED : (*context)->error;
}

static struct context *make_context(int device)
{
    struct context *context = make_object(CONTEXT, sizeof *context, NULL);
    context->device = device;
    context->active = true;
    context->default_stream = make_stream(context, true);
    return context;
}

/* All that was made in the context goes with it, and work that nobody waited for is never done. */
static void clear(struct context *context)
{
    static const char *const names[] = {"", "context", "stream", "event", "module", "function"};
    bool tell = setting("CUDA_STAND_IN_LEAKS", 0) != 0;
    for (struct stream *stream = context->streams; stream; stream = stream->next)
        drop_stream(stream);
    for (size_t i = 0; i < count; i++) {
        struct object *object = objects[i];
        if (!object || object->context != context)
            continue;
        if (tell && object->kind != FUNCTION && object != &context->default_stream->object)
            fprintf(stderr, "CUDA stand-in: a context was destroyed with something in it: %s\n", names[object->kind]);
        forget(object);
    }
    free_memory_of(context, tell);
    context->active = false;
}

result cuCtxCreate_v2(void **handle, unsigned flags, int device)
{
    ENTER;
    if (!handle || device < 0 || device >= setting("CUDA_STAND_IN_DEVICES", 1))
        return handle ? INVALID_DEVICE : INVALID_VALUE;
    push(make_context(device));
    *handle = handle_of(stack[depth - 1]);
    return SUCCESS;
}

result cuCtxDestroy_v2(void *handle)
{
    ENTER;
    struct context *context = find_object(handle, CONTEXT);
    if (!context || context->is_primary)
        return INVALID_CONTEXT;
    clear(context);
    forget(context);
    if (depth && stack[depth - 1] == context)
        depth--;
    return SUCCESS;
}

result cuCtxSetCurrent(void *handle)
{
    ENTER;
    struct context *context = find_object(handle, CONTEXT);
    if (handle && !context)
        return INVALID_CONTEXT;
    depth -= depth > 0;
    if (context)
        push(context);
    return SUCCESS;
}

result cuCtxPushCurrent_v2(void *handle)
{
    ENTER;
    struct context *context = find_object(handle, CONTEXT);
    if (!context)
        return INVALID_CONTEXT;
    push(context);
    return SUCCESS;
}

result cuCtxPopCurrent_v2(void **handle)
{
    ENTER;
    if (!depth)
        return INVALID_CONTEXT;
    depth--;
    if (handle)
        *handle = handle_of(stack[depth]);
    return SUCCESS;
}

result cuCtxGetCurrent(void **handle) { return *handle = depth ? handle_of(stack[depth - 1]) : NULL, SUCCESS; }

result cuCtxGetDevice(int *device)
{
    ENTER;
    CURRENT(context);
    return *device = context->device, SUCCESS;
}

result cuCtxSynchronize(void)
{
    ENTER;
    CURRENT(context);
    run_context(context);
    return context->error;
}

result cuDevicePrimaryCtxRetain(void **handle, int device)
{
    ENTER;
    if (device < 0 || device >= setting("CUDA_STAND_IN_DEVICES", 1) || device >= 16)
        return INVALID_DEVICE;
    if (!primary[device])
        primary[device] = make_context(device);
    struct context *context = primary[device];
    if (!context->active)
        context->default_stream = make_stream(context, true);
    context->error = context->active ? context->error : SUCCESS;
    context->is_primary = context->active = true;
    context->primary_users++;
    *handle = handle_of(context);
    return SUCCESS;
}

result cuDevicePrimaryCtxRelease_v2(int device)
{
    ENTER;
    if (device < 0 || device >= 16 || !primary[device] || !primary[device]->primary_users)
        return INVALID_CONTEXT;
    if (--primary[device]->primary_users == 0)
        clear(primary[device]);
    return SUCCESS;
}

result cuDevicePrimaryCtxReset_v2(int device)
{
    ENTER;
    if (device < 0 || device >= 16)
        return INVALID_DEVICE;
    if (primary[device] && primary[device]->active)
        clear(primary[device]);
    return SUCCESS;
}

result cuDevicePrimaryCtxGetState(int device, unsigned *flags, int *active)
{
    ENTER;
    *flags = 0;
    *active = device >= 0 && device < 16 && primary[device] && primary[device]->active;
    return SUCCESS;
}

/* Caches and banks that there are none of. */
result cuCtxGetCacheConfig(int *value) { ENTER; CURRENT(context); return *value = 0, SUCCESS; }
result cuCtxSetCacheConfig(int value) { ENTER; CURRENT(context); return SUCCESS; }
result cuCtxGetSharedMemConfig(int *value) { ENTER; CURRENT(context); return *value = 0, SUCCESS; }
result cuCtxSetSharedMemConfig(int value) { ENTER; CURRENT(context); return SUCCESS; }
