#pragma once
#include <errno.h>
#include <stdlib.h>
#include <unistd.h>
#include <zip.h>

// An archive that libzip writes straight into a descriptor of ours: given a path it would write a file of its own naming
// beside it, which an interruption would leave behind.

struct htcds_zip_output {
    int descriptor;
    zip_uint64_t at;
    zip_uint64_t length;
    zip_error_t error;
};

static inline zip_int64_t htcds_zip_output_call(
    void *context, void *data, zip_uint64_t count, zip_source_cmd_t command) {
    struct htcds_zip_output *output = (struct htcds_zip_output *)context;
    switch (command) {
    case ZIP_SOURCE_SUPPORTS:
        return zip_source_make_command_bitmap(
            ZIP_SOURCE_OPEN, ZIP_SOURCE_READ, ZIP_SOURCE_CLOSE, ZIP_SOURCE_STAT, ZIP_SOURCE_ERROR, ZIP_SOURCE_FREE,
            ZIP_SOURCE_SEEK, ZIP_SOURCE_TELL, ZIP_SOURCE_BEGIN_WRITE, ZIP_SOURCE_COMMIT_WRITE,
            ZIP_SOURCE_ROLLBACK_WRITE, ZIP_SOURCE_WRITE, ZIP_SOURCE_SEEK_WRITE, ZIP_SOURCE_TELL_WRITE,
            ZIP_SOURCE_REMOVE, -1);
    case ZIP_SOURCE_STAT:
        // "Not there yet", in the words of zip_open_from_source(3).
        zip_error_set(&output->error, ZIP_ER_READ, ENOENT);
        return -1;
    case ZIP_SOURCE_ERROR:
        return zip_error_to_data(&output->error, data, count);
    case ZIP_SOURCE_FREE:
        zip_error_fini(&output->error);
        free(output);
        return 0;
    case ZIP_SOURCE_BEGIN_WRITE:
    case ZIP_SOURCE_COMMIT_WRITE:
    case ZIP_SOURCE_ROLLBACK_WRITE:
        return 0;
    case ZIP_SOURCE_TELL_WRITE:
        return (zip_int64_t)output->at;
    case ZIP_SOURCE_SEEK_WRITE: {
        zip_int64_t place =
            zip_source_seek_compute_offset(output->at, output->length, data, count, &output->error);
        if (place < 0) return -1;
        output->at = (zip_uint64_t)place;
        return 0;
    }
    case ZIP_SOURCE_WRITE: {
        zip_uint64_t done = 0;
        while (done < count) {
            ssize_t written =
                pwrite(output->descriptor, (const char *)data + done, (size_t)(count - done), (off_t)output->at);
            if (written < 0 && errno == EINTR) continue;
            if (written <= 0) {
                zip_error_set(&output->error, ZIP_ER_WRITE, written < 0 ? errno : EIO);
                return -1;
            }
            done += (zip_uint64_t)written;
            output->at += (zip_uint64_t)written;
            if (output->at > output->length) output->length = output->at;
        }
        return (zip_int64_t)count;
    }
    default:
        zip_error_set(&output->error, ZIP_ER_OPNOTSUPP, 0);
        return -1;
    }
}

/// A new archive that goes into an open, empty file. The descriptor stays the caller's.
static inline zip_t *htcds_zip_write_to(int descriptor, zip_error_t *error) {
    struct htcds_zip_output *output = (struct htcds_zip_output *)calloc(1, sizeof *output);
    if (output == NULL) {
        zip_error_set(error, ZIP_ER_MEMORY, 0);
        return NULL;
    }
    output->descriptor = descriptor;
    zip_error_init(&output->error);
    zip_source_t *source = zip_source_function_create(htcds_zip_output_call, output, error);
    if (source == NULL) {
        free(output);
        return NULL;
    }
    zip_t *archive = zip_open_from_source(source, ZIP_CREATE | ZIP_TRUNCATE, error);
    if (archive == NULL) zip_source_free(source);
    return archive;
}
