/* example.c - what a program that uses libnertag looks like */
#include <nertag.h>
#include <stdio.h>
#include <string.h>

int main(int argc, char **argv) {
    const char *text = "NATO leaders met in Vilnius on Tuesday.";
    nertag_error error;
    nertag_model *model = argc > 1 ? nertag_model_open(argv[1], &error) : NULL;
    nertag_tagger *tagger = model != NULL ? nertag_tagger_new(model, NULL, &error) : NULL;
    if (tagger == NULL || nertag_tag(tagger, text, strlen(text)) != NERTAG_OK) {
        return 1;
    }
    for (size_t i = 0; i < nertag_mention_count(tagger); i++) {
        const nertag_mention *mention = nertag_mention_at(tagger, i);
        printf("%.*s is %s\n", (int)(mention->end - mention->start), text + mention->start,
               nertag_entity_at(tagger, mention->entity)->name);
    }
    nertag_tagger_free(tagger);
    nertag_model_close(model);
    return 0;
}
