"""What teachers hand out: sheets and keys on paper, in a browser, in a word processor; lessons of several."""
