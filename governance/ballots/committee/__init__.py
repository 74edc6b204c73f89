"""The counting committee's key: made, rehearsed and used on a computer without a network.

It needs PyNaCl and shamir-mnemonic, but neither Django nor a database:

    python -m governance.ballots.committee make FOLDER
    python -m governance.ballots.committee rehearse FILE
    python -m governance.ballots.committee open SEALED OPENED
"""
