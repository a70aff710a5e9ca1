package nyanpong.fuzz;

/** What is fuzzed, by the names that `make fuzz` knows: each has a corpus in src/test/resources/fuzz. */
enum Target {
    PACKET,
    CONFIGURATION,
    NOTES,
    FRAME,
    FONT,
    PICTURE,
    CAPTURE;

    void run(byte[] data) throws Exception {
        switch (this) {
            case PACKET -> PacketTarget.fuzzerTestOneInput(data);
            case CONFIGURATION -> ConfigurationTarget.fuzzerTestOneInput(data);
            case NOTES -> NotesTarget.fuzzerTestOneInput(data);
            case FRAME -> FrameTarget.fuzzerTestOneInput(data);
            case FONT -> FontTarget.fuzzerTestOneInput(data);
            case PICTURE -> PictureTarget.fuzzerTestOneInput(data);
            case CAPTURE -> CaptureTarget.fuzzerTestOneInput(data);
        }
    }
}
