package nyanpong.capture;

import java.io.IOException;

/** What is wrong with a capture; the message is for people, without the file's name. */
public final class CaptureException extends IOException {
    private static final long serialVersionUID = 1;

    CaptureException(String message) {
        super(message);
    }
}
